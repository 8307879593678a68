"""Reading what people write: sentences, tokens, times and dates, owners, measures.

One parser for quick entry and for the checks. What can be read in two ways is refused with a reason,
never guessed in silence.
"""
