"""Causes and timeline as drawings: in text for the screen and for Markdown, as SVG for the browser."""
