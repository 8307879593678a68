"""Working things out of a postmortem: durations, coverage of causes."""
