"""Names from a file, as a message may say them."""

LONGEST = 60


def said(name: str) -> str:
    """Return a name in quotes, not too long, without what acts on a terminal."""
    short = name if len(name) <= LONGEST else f"{name[:LONGEST]}..."
    return f'"{short}"' if short.isprintable() else ascii(short)


def listed(names: list[str], most: int = 5) -> str:
    """Return names as a list in a sentence, at most `most` of them by name."""
    shown = [said(name) for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
