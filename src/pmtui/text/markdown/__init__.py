"""Markdown as prose: what is said in it, passage by passage, with places in the file kept."""
