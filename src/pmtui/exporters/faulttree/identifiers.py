"""Names that other tools take, for names that they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Letters that all editions of XML 1.0 take in names; digits, `_`, and single hyphens.
_LETTERS = "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131"
_PORTABLE = re.compile(f"[{_LETTERS}][{_LETTERS}0-9]*(?:-[{_LETTERS}0-9]+)*")
_OTHER = re.compile(f"[^{_LETTERS}0-9]+")
_LONGEST = 60


def identifiers(names: Iterable[str]) -> dict[str, str]:
    """Return a portable identifier for each name; names that are portable stay, no two become one.

    Portable is what the Open-PSA Model Exchange Format 2.0d recommends ("Use Portable Identifiers") and SCRAM
    asks for: a letter, then letters, digits, `_` and single hyphens within; no period, which parts paths.
    """
    all_names = list(dict.fromkeys(names))
    found = {name: name for name in all_names if _PORTABLE.fullmatch(name)}
    taken = set(found)
    numbers: dict[str, int] = {}
    for name in all_names:
        if name in found:
            continue
        stem = _OTHER.sub("_", name)[:_LONGEST].strip("_") or "unnamed"
        if stem[0].isdigit():
            stem = f"n{stem}"
        own = stem
        while own in taken:
            numbers[stem] = numbers.get(stem, 1) + 1
            own = f"{stem}_{numbers[stem]}"
        taken.add(own)
        found[name] = own
    return found
