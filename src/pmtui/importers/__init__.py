"""What comes from other tools, turned into what pmtui knows: one format, one file."""
