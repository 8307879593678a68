"""How large a file may be: far above any tree that people use, far below what would stall the program."""

from pmtui.analysis.faulttree.shape import MAX_EVENTS, MAX_GATES, MAX_INPUTS

BYTES = 8 * 1024 * 1024
"""The bytes of a file."""
GATES = MAX_GATES
EVENTS = MAX_EVENTS
"""Base events, house events and parameters together."""
INPUTS = MAX_INPUTS
"""The inputs of all gates together."""
NESTING = 100
"""How many elements may stand within one another."""
LEVELS = 1_000
"""How many gates may stand beneath one another."""
TAG = 20_000
"""The characters of a tag with its attributes."""
NAME = 250
"""The characters of a name."""
LABEL = 10_000
"""The characters of a label."""
