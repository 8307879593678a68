"""What a postmortem is turned into: one file, one function, registered in one place."""
