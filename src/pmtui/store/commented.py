"""A file with comments, written again and again: what did not change of a long table is not read each time.

Changing a file with comments means to take all of it apart, and to read the result again before it is used.
For thousands of rows that takes seconds. So the rows that are as they were, but for those beside a change,
are cut out of the text as a whole; what is left is changed and read again as any file is, and then they are
put back behind the row that they stood behind. As a row's text says the same wherever it stands among the
rows, the whole says what it should, because the part does.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import compress, count, pairwise
from operator import is_, is_not
from typing import Any

from pmtui.model.postmortem import Postmortem
from pmtui.model.rows import stretch
from pmtui.store import comments, tomltext
from pmtui.store.layout import Layout, Rows, tables_of
from pmtui.store.tomltext import Section

_LONG = 50
"""Rows from which on it is worth it."""


def written(
    like: bytes, pm: Postmortem, before: Postmortem | None = None, layout: Layout | None = None
) -> Layout:
    """Return the file that held `like` and will hold `pm`, with its comments.

    Args:
        like: The bytes whose comments are kept.
        pm: What the file will hold.
        before: What `like` says, where that is known.
        layout: Where its rows stand in `like`, where that is known.
    """
    known = layout.tables if layout is not None else {}
    if layout is None and before is not None and like.endswith(b"\n") and b"\r" not in like:
        known = _long_table(before, tomltext.sections(like.decode("utf-8")))
    for name, was in known.items():
        part = _in_part(like, pm, name, was)
        if part is not None:
            return part
    text, sections = comments.parted(like, pm)
    return Layout(text.encode("utf-8"), _long_table(pm, sections or []), comments=sections is not None)


def _long_table(pm: Postmortem, sections: Sequence[Section]) -> dict[str, Rows]:
    """Return the longest table of a postmortem, and where its rows stand; nothing where none is long."""
    name, rows = max(tables_of(pm).items(), key=lambda each: len(each[1]), default=("", ()))
    starts = _starts(sections, name, len(rows)) if len(rows) >= _LONG else None
    return {name: Rows(rows, 0, starts)} if starts is not None else {}


def _in_part(raw: bytes, pm: Postmortem, name: str, was: Rows) -> Layout | None:
    """Return the file, worked out without the rows that are as they were; None where that can't be."""
    rows: tuple[Any, ...] = getattr(pm, name)
    old_kept, kept = _kept(was.rows, rows)
    old_gaps, gaps = _gaps(old_kept, len(was.rows)), _gaps(kept, len(rows))
    if not kept or len(old_gaps) != len(gaps):
        return None
    for (_, start, end), (_, new_start, new_end) in zip(old_gaps, gaps, strict=True):
        if end - start != new_end - new_start or not all(
            map(is_, was.rows[start:end], rows[new_start:new_end])
        ):
            return None
    cuts = [(was.starts[start], was.starts[end]) for _, start, end in old_gaps]
    small = pm.model_copy(update={name: tuple(rows[number] for number in kept)})
    text, sections = comments.parted(_without(raw, cuts), small)
    found = _starts(sections or [], name, len(kept))
    if found is None:
        return None
    left, out, starts, done, more = text.encode("utf-8"), list[bytes](), array("Q"), 0, 0
    behind = {number: old for (number, _, _), old in zip(gaps, old_gaps, strict=True)}
    for number in range(len(kept)):
        starts.append(found[number] + more)
        if number in behind:
            _, start, end = behind[number]
            row_end, cut = found[number + 1], raw[was.starts[start] : was.starts[end]]
            moved = row_end + more - was.starts[start]
            starts.extend(map(moved.__add__, was.starts[start:end]))
            out += [left[done:row_end], cut]
            done, more = row_end, more + len(cut)
    starts.append(found[-1] + more)
    return Layout(b"".join((*out, left[done:])), {name: Rows(rows, 0, starts)}, comments=True)


def _kept(was: Sequence[Any], now: Sequence[Any]) -> tuple[list[int], list[int]]:
    """Return the numbers of the rows that are looked at, before and now: those that changed, and beside them.

    The first row always is, so that what is cut out stands behind one that stays.
    """
    if len(was) == len(now):
        changed = list(compress(count(), map(is_not, was, now)))
        if all(was[number].id == now[number].id for number in changed if hasattr(now[number], "id")):
            kept = sorted({0, *changed})
            return kept, kept
    start, old_end, new_end = stretch(was, now)
    beside = {0, max(start - 1, 0)}
    return tuple(  # type: ignore[return-value]
        sorted(number for number in beside | set(range(start, end + 1)) if number < length)
        for end, length in ((old_end, len(was)), (new_end, len(now)))
    )


def _gaps(kept: list[int], length: int) -> list[tuple[int, int, int]]:
    """Return the stretches of rows between those that are kept: behind which one, from where to where."""
    ends = enumerate(pairwise((*kept, length)))
    return [(number, before + 1, after) for number, (before, after) in ends if after - before > 1]


def _without(raw: bytes, cuts: list[tuple[int, int]]) -> bytes:
    return b"".join(raw[end:start] for (_, end), (start, _) in pairwise(((0, 0), *cuts, (len(raw), 0))))


def _starts(sections: Sequence[Section], name: str, rows: int) -> array[int] | None:
    """Return where each of `rows` rows of a table begins, and where the last ends.

    Their sections must stand together, in the order of the rows; None where they do not.
    """
    starts, at, end, last = array("Q"), 0, -1, -1
    for section, size in zip(sections, _sizes(sections), strict=True):
        if section.place[:1] == (name,) and not section.gone:
            number = section.place[1] if len(section.place) > 1 else -1
            if number == last + 1 and (end == at or last < 0):
                starts.append(at)
                last += 1
            elif number != last or end != at:
                return None
            end = at + size
        at += size
    starts.append(max(end, 0))
    return starts if last + 1 == rows and rows else None


def _sizes(sections: Sequence[Section]) -> Iterator[int]:
    """Yield how many bytes each section has."""
    return (len(section.render().encode("utf-8")) for section in sections)
