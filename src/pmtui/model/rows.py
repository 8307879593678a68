"""The rows of a table, thousands perhaps: none changes in place, so one that stays is the same object."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import attrgetter, is_not
from typing import Any

_hints: dict[str, int] = {}  # where a row of an id was found last
_MOST_HINTS = 1000
_id_of = attrgetter("id")


def stretch(before: Sequence[object], after: Sequence[object]) -> tuple[int, int, int]:
    """Return where two states of a table differ: what is before and what is behind is the same in both.

    Returns:
        The number of the first row that differs, that of the first one behind in `before`, and the same in
        `after`; three times the length where they are the same.
    """
    least = min(len(before), len(after))
    start = next(compress(count(), map(is_not, before, after)), least)
    backwards = map(is_not, reversed(before), reversed(after))
    same = min(next(compress(count(), backwards), least), least - start)
    return start, len(before) - same, len(after) - same


def number_of(rows: Sequence[Any], name: str) -> int | None:
    """Return the number of the row of the id `name`, from 0; None where there is none, or rows have no ids.

    Where a row was found last it is looked for first: typing into one of thousands asks for it at each key.
    """
    hint = _hints.get(name)
    if hint is not None:
        for number in (hint, hint + 1, hint - 1):
            if 0 <= number < len(rows) and getattr(rows[number], "id", None) == name:
                if number != hint:
                    _hints[name] = number
                return number
    try:
        found = next(compress(count(), map(name.__eq__, map(_id_of, rows))), None)
    except AttributeError:
        return None
    if found is not None:
        if len(_hints) > _MOST_HINTS:
            _hints.clear()
        _hints[name] = found
    return found
