"""The one open postmortem: edits, undo, journal, saving."""
