"""Changing the sections of a TOML text so that they say other data, and leaving the rest alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomli_w

from pmtui.model import tomlwriter
from pmtui.model.same import same
from pmtui.store.tomltext import Assignment, Keys, Place, Section

_MISSING = object()
_MOST_PAIRS = 250_000  # of rows without ids that are compared each with each


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
        self._owns = {part.place: part for part in reversed(parts)}

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
        found = self._owns.get(place)
        return None if found is None or found.gone else found

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
        elif same(self._was(child), value):
            return
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
        self._drop_rows(child, set(range(len(old))) - set(pairs))
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
        found: dict[str | int, list[Section]] = {number: [] for number in numbers}
        for part in self._group(child):
            if len(part.place) > len(child) and part.place[len(child)] in found:
                found[part.place[len(child)]].append(part)
        groups = list(found.values())
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
        self._owns[section.place] = section
        return section

    def _fresh_head(self, place: Place) -> Section:
        """Put a header before the tables under `place`, which had none of its own."""
        first = self._group(place)[0]
        row = bool(place) and isinstance(place[-1], int)
        section = Section(place, "\n", tomlwriter.header(_names(place), row=row) + "\n")
        self.parts.insert(self.parts.index(first), section)
        self._owns[place] = section
        return section

    def _drop(self, place: Place) -> None:
        for part in self._group(place):
            part.gone = True

    def _drop_rows(self, child: Place, numbers: set[int]) -> None:
        for part in self._group(child) if numbers else ():
            if len(part.place) > len(child) and part.place[len(child)] in numbers:
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
        first: dict[str, Assignment] = {}
        for one in own.assignments():
            first.setdefault(one.key[0], one)
        behind: Assignment | None = None
        added: dict[Assignment | None, list[Assignment]] = {}
        for name, value in new.items():
            if name in first:
                behind = first[name]
            else:
                added.setdefault(behind, []).append(_fresh(name, value))
        if added:
            own.body = _with_added(own, added)


def _names(place: Place) -> Keys:
    return tuple(part for part in place if isinstance(part, str))


def _at(data: Any, keys: Keys) -> Any:
    for key in keys:
        if not isinstance(data, Mapping) or key not in data:
            return _MISSING
        data = data[key]
    return data


def _with_added(
    section: Section, added: Mapping[Assignment | None, list[Assignment]]
) -> list[Assignment | str]:
    """Return a section's body with new assignments, each behind the one named; else before the first one."""
    body: list[Assignment | str] = []
    for item in section.body:
        body.append(item)
        if isinstance(item, Assignment):
            body += added.get(item, ())
    foremost = added.get(None, [])
    at = next((number for number, item in enumerate(body) if isinstance(item, Assignment)), None)
    if at is None:
        at = 0 if section.head else len(body)
    return [*body[:at], *foremost, *body[at:]]


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
    before, now = ([repr(row) for row in rows] for rows in (old, new))
    head = _shared(before, now)
    tail = _shared(before[head:][::-1], now[head:][::-1])
    pairs: list[int | None] = [None] * len(new)
    pairs[:head] = range(head)
    pairs[len(new) - tail :] = range(len(old) - tail, len(old))
    before, now = before[head : len(old) - tail], now[head : len(new) - tail]
    for first, last, start, end in _changes(before, now):
        for offset in range(min(last - first, end - start)):
            pairs[head + start + offset] = head + first + offset
    return pairs


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many rows at the start are the same."""
    length = min(len(one), len(other))
    return next((number for number in range(length) if one[number] != other[number]), length)


def _changes(before: list[str], now: list[str]) -> list[tuple[int, int, int, int]]:
    """Return the stretches of rows that belong together; of very many rows, all of them to all."""
    if len(before) * len(now) > _MOST_PAIRS:
        return [(0, len(before), 0, len(now))]
    import difflib

    matcher = difflib.SequenceMatcher(None, before, now, autojunk=False)
    return [(first, last, start, end) for _, first, last, start, end in matcher.get_opcodes()]
