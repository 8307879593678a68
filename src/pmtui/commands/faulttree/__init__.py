"""What `pmtui tree` prints: `figures` for programs, `report` for people."""
