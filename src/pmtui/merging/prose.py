"""Long text, merged by its lines."""

from __future__ import annotations

from dataclasses import dataclass

from pmtui.merging.sequences import Hunk, hunks


def by_line(base: str, ours: str, theirs: str) -> tuple[str, str]:
    """Return both changes in one text, and the same with theirs where lines collide; equal if none do.

    Lines collide where both sides changed the same lines in two ways, or put different lines between the
    same two. Neighbouring lines do not.
    """
    lines = _lines(base), _lines(ours), _lines(theirs)
    here: list[str] = []
    other: list[str] = []
    done = 0
    for group in _groups(hunks(lines[0], lines[1]), hunks(lines[0], lines[2])):
        before = lines[0][done : group.first]
        left, right = _settled(
            lines[0][group.first : group.last],
            _part(lines[1], group.ours, group.first, group.last),
            _part(lines[2], group.theirs, group.first, group.last),
        )
        here += before + left
        other += before + right
        done = group.last
    rest = lines[0][done:]
    return "\n".join(here + rest), "\n".join(other + rest)


@dataclass(slots=True)
class _Group:
    """Changes to the lines `first` to `last` of the base that belong together."""

    first: int
    last: int
    ours: list[Hunk]
    theirs: list[Hunk]


def _groups(ours: list[Hunk], theirs: list[Hunk]) -> list[_Group]:
    """Return the changes in order, with those of both sides in one group where they collide."""
    both = [(hunk, True) for hunk in ours] + [(hunk, False) for hunk in theirs]
    out: list[_Group] = []
    for hunk, is_ours in sorted(both, key=lambda one: (one[0].first, one[0].last)):
        group = out[-1] if out else None
        if group is None or not _collides(hunk, group):
            group = _Group(hunk.first, hunk.last, [], [])
            out.append(group)
        group.last = max(group.last, hunk.last)
        (group.ours if is_ours else group.theirs).append(hunk)
    return out


def _collides(hunk: Hunk, group: _Group) -> bool:
    at_one_place = hunk.first == hunk.last == group.first == group.last
    return hunk.first < group.last or at_one_place


def _part(side: list[str], changes: list[Hunk], first: int, last: int) -> list[str] | None:
    """Return what a side has for these lines of the base; None where it left them alone."""
    if not changes:
        return None
    return side[changes[0].start - (changes[0].first - first) : changes[-1].end + (last - changes[-1].last)]


def _settled(
    base: list[str], ours: list[str] | None, theirs: list[str] | None
) -> tuple[list[str], list[str]]:
    if ours is None or theirs is None:
        only = theirs if ours is None else ours
        return only or [], only or []
    if len(base) == len(ours) == len(theirs):  # line by line: a rewritten line beside another is no collision
        rows = [_line(*three) for three in zip(base, ours, theirs, strict=True)]
        return [left for left, _ in rows], [right for _, right in rows]
    return ours, theirs


def _line(base: str, ours: str, theirs: str) -> tuple[str, str]:
    if ours == base:
        return theirs, theirs
    return (ours, ours) if theirs == base else (ours, theirs)


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
