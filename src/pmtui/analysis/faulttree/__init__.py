"""Fault trees: which combinations of base events lead to the top event, and what breaks them."""
