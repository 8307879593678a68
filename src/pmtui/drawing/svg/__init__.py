"""Causes and timeline as SVG: one element each, self-contained, for light and dark and for paper."""
