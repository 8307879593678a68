"""What the terminal can do and how to talk to it."""
