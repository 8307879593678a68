"""Reusable widgets: they take values, post messages, and open nothing."""
