"""Changing the sections of a TOML text so that they say other data, and leaving the rest alone."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping
from typing import Any

import tomli_w

from pmtui.model import tomlwriter
from pmtui.store.tomltext import Assignment, Keys, Place, Section

_MISSING = object()


def same(one: Any, other: Any) -> bool:
    """Say whether two values of TOML data are the same, in the kind of number too; keys in any order."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is not type(other):
        return False
    return bool(one == other) or (isinstance(one, float) and math.isnan(one) and math.isnan(other))


class Patch:
    """The sections of a text on their way from the data `old` to other data.

    Args:
        parts: The sections; they are changed.
        old: What they say, as `tomlform.to_data` gives it.
    """

    def __init__(self, parts: list[Section], old: Mapping[str, Any]) -> None:
        self.parts = parts
        self._old = old
        self._fresh = 0

    def lead_to(self, new: Mapping[str, Any]) -> None:
        """Change the sections so that they say `new`."""
        self._table((), new)

    # -- finding ----------------------------------------------------------------------------------------

    def _was(self, place: Place) -> Any:
        """Return what stood at a place in the old data."""
        here: Any = self._old
        for part in place:
            try:
                here = here[part]
            except (LookupError, TypeError):
                return _MISSING
        return here

    def _own(self, place: Place) -> Section | None:
        return next((part for part in self.parts if part.place == place and not part.gone), None)

    def _group(self, place: Place) -> list[Section]:
        """Return the section of a table and all those under it."""
        return [part for part in self.parts if part.place[: len(place)] == place and not part.gone]

    # -- tables and rows --------------------------------------------------------------------------------

    def _table(self, place: Place, new: Mapping[str, Any]) -> None:
        old = self._was(place)
        if same(old, new):
            return
        own = self._own(place)
        blocks = {name for name, value in new.items() if tomlwriter.is_block(value)}
        covered = {one.key[0] for one in own.assignments()} if own else set()
        leaves = {name: value for name, value in new.items() if name in covered or name not in blocks}
        if own is None and leaves:
            own = self._fresh_head(place)
        if own is not None:
            self._leaves(own, place, leaves)
        for name in new:
            if name in blocks and name not in covered:
                self._block(place, name, new)
        for name in old if isinstance(old, Mapping) else ():
            if name not in new:
                self._drop((*place, name))

    def _block(self, place: Place, name: str, new: Mapping[str, Any]) -> None:
        child, value = (*place, name), new[name]
        if isinstance(value, list):
            self._rows(place, name, new)
        elif self._group(child):
            self._table(child, value)
        else:
            self._insert(self._anchor(place, name, new), child, value, row=False)

    def _rows(self, place: Place, name: str, new: Mapping[str, Any]) -> None:
        child, rows = (*place, name), new[name]
        old = self._was(child)
        old = old if tomlwriter.is_rows(old) else []
        if same(old, rows):
            return
        pairs = _paired(old, rows)
        for number in set(range(len(old))) - set(pairs):
            self._drop((*child, number))
        self._put_in_order(child, [number for number in pairs if number is not None])
        earlier: int | None = None
        after: Section | None = None
        for was, row in zip(pairs, rows, strict=True):
            if was is not None:
                self._table((*child, was), row)
                earlier, after = was, None
            else:
                after = after or self._neighbour(child, earlier, pairs) or self._anchor(place, name, new)
                after = self._insert(after, child, row, row=True)

    def _neighbour(self, child: Place, earlier: int | None, pairs: list[int | None]) -> Section | None:
        """Return the last section of the row `earlier`; without one, that before the first row that stays."""
        if earlier is not None:
            return self._group((*child, earlier))[-1]
        first = next((number for number in pairs if number is not None), None)
        if first is None:
            return None
        return self.parts[self.parts.index(self._group((*child, first))[0]) - 1]

    def _put_in_order(self, child: Place, numbers: list[int]) -> None:
        """Bring the rows that stay into their new order, at the place of the first of them."""
        if numbers == sorted(numbers):
            return
        groups = [self._group((*child, number)) for number in numbers]
        moved = {id(part) for group in groups for part in group}
        at = min(self.parts.index(group[0]) for group in groups)
        before = [part for part in self.parts[:at] if id(part) not in moved]
        behind = [part for part in self.parts[at:] if id(part) not in moved]
        self.parts[:] = [*before, *(part for group in groups for part in group), *behind]

    def _anchor(self, place: Place, name: str, new: Mapping[str, Any]) -> Section:
        """Return the section behind which a new table `name` of the table at `place` belongs."""
        names = list(new)
        for earlier in reversed(names[: names.index(name)]):
            if group := self._group((*place, earlier)):
                return group[-1]
        return self._own(place) or self._group(place)[-1]

    def _insert(self, after: Section, child: Place, data: Mapping[str, Any], *, row: bool) -> Section:
        """Put a new block behind a section; return its section."""
        self._fresh -= 1
        text = tomlwriter.block(data, _names(child), row=row)
        section = Section((*child, self._fresh) if row else child, "\n", "", [text])
        self.parts.insert(self.parts.index(after) + 1, section)
        return section

    def _fresh_head(self, place: Place) -> Section:
        """Put a header before the tables under `place`, which had none of its own."""
        first = self._group(place)[0]
        row = bool(place) and isinstance(place[-1], int)
        section = Section(place, "\n", tomlwriter.header(_names(place), row=row) + "\n")
        self.parts.insert(self.parts.index(first), section)
        return section

    def _drop(self, place: Place) -> None:
        for part in self._group(place):
            part.gone = True

    # -- keys -------------------------------------------------------------------------------------------

    def _leaves(self, own: Section, place: Place, new: Mapping[str, Any]) -> None:
        """Change, take out and add the assignments of one section."""
        body: list[Assignment | str] = []
        for item in own.body:
            if isinstance(item, str):
                body.append(item)
                continue
            value, was = _at(new, item.key), self._was((*place, *item.key))
            if same(value, was):
                body.append(item)
            elif value is _MISSING:
                body += [f"{comment}\n" for comment in item.comments()]
            else:
                body += [f"{comment}\n" for comment in item.inside]
                body.append(Assignment(item.key, item.before, _written(item.key[-1], value), item.after))
        own.body = body
        covered = {one.key[0] for one in own.assignments()}
        behind: Assignment | None = None
        for name, value in new.items():
            if name not in covered:
                one = _fresh(name, value)
                own.body.insert(_index(own, behind), one)
                behind = one
            else:
                behind = next((one for one in own.assignments() if one.key[0] == name), behind)


def _names(place: Place) -> Keys:
    return tuple(part for part in place if isinstance(part, str))


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        if not isinstance(data, Mapping) or key not in data:
            return _MISSING
        data = data[key]
    return data


def _index(section: Section, behind: Assignment | None) -> int:
    """Return where in a section's body a new assignment goes: behind another, else before the first one."""
    for number, item in enumerate(section.body):
        if item is behind:
            return number + 1
        if behind is None and isinstance(item, Assignment):
            return number
    return 0 if section.head else len(section.body)


def _fresh(name: str, value: Any) -> Assignment:
    return Assignment((name,), f"{tomlwriter.key(name)} = ", _written(name, value), "\n")


def _written(name: str, value: Any) -> str:
    """Return a value's text; tables stay inline here."""
    if tomlwriter.is_block(value):
        # beside a number tomli-w writes tables inline, whatever their length
        items = [0, value] if isinstance(value, Mapping) else [0, *value]
        text = tomli_w.dumps({"k": items}, multiline_strings=True).removeprefix("k = [\n    0,\n    ")
        if isinstance(value, Mapping):
            return text.removesuffix(",\n]\n")
        return "[\n    " + text.removesuffix("\n")
    return tomlwriter.assignment(name, value).removeprefix(f"{tomlwriter.key(name)} = ").removesuffix("\n")


def _paired(old: list[Any], new: list[Any]) -> list[int | None]:
    """Return for each new row which old one it was: by its id, else by what stays in order."""
    known = {row["id"]: number for number, row in enumerate(old) if isinstance(row.get("id"), str)}
    if len(known) == len(old) and all(isinstance(row.get("id"), str) for row in new):
        return [known.pop(row["id"], None) for row in new]
    pairs: list[int | None] = [None] * len(new)
    before, now = ([repr(row) for row in rows] for rows in (old, new))
    matcher = difflib.SequenceMatcher(None, before, now, autojunk=False)
    for _, first, last, start, end in matcher.get_opcodes():
        for offset in range(min(last - first, end - start)):
            pairs[start + offset] = first + offset
    return pairs
