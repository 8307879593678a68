"""pmtui: an interview in the terminal that turns an incident into a postmortem."""

__version__ = "0.1.0"
