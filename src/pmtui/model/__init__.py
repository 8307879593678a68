"""What a postmortem is: immutable records, field paths, ids, and the TOML they are kept in."""
