"""Root cause: three views on one set of causes, and the root causes that come of them."""
