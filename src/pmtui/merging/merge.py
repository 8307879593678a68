"""Two versions of a postmortem in one, by what each changed since the last version that both have seen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pmtui.merging import items, order, prose, shape
from pmtui.merging.clash import Clash, Merged
from pmtui.merging.noting import noted
from pmtui.merging.shape import Kind
from pmtui.model import tomlform, tomlwriter
from pmtui.model.postmortem import Conflict, Postmortem
from pmtui.model.same import same

__all__ = ["Clash", "Merged", "merge", "noted"]

_MISSING = object()


def merge(base: Postmortem | None, ours: Postmortem, theirs: Postmortem) -> Merged:
    """Return `ours` and `theirs` in one, and the fields that both changed in two ways.

    Args:
        base: The last version that both have; None where both have begun the postmortem.
        ours: The one that counts where both changed a field.
        theirs: The other.

    Raises:
        FutureFormatError: One is of a newer format than this version writes.
    """
    was = {"format": ours.format, "status": "draft"} if base is None else tomlform.to_data(base)
    here, there = tomlform.to_data(ours), tomlform.to_data(theirs)
    if same(here, there) or same(was, there):
        return Merged(ours)
    if same(was, here):
        return Merged(theirs)
    joining = _Joining()
    data = joining.table("", Postmortem, was, here, there)
    data["format"] = max(ours.format, theirs.format)
    known = {row.id for row in base.conflict} if base is not None else set()
    open_on_both = _open(ours, known) & _open(theirs, known)
    return Merged(tomlform.from_data(data), tuple(joining.clashes), open_on_both)


def _open(pm: Postmortem, known: Collection[str]) -> frozenset[tuple[str, str]]:
    return frozenset((row.field, items.key(row.other)) for row in pm.conflict if row.id not in known)


class _Joining:
    """One merge of plain data under way; what collides is gathered in `clashes`.

    Args:
        within: The value being merged is named as a whole if anything in it collides.
    """

    def __init__(self, *, within: bool = False) -> None:
        self.clashes: list[Clash] = []
        self._within = within

    def value(self, path: str, kind: Kind, base: Any, ours: Any, theirs: Any) -> Any:
        """Return what stands at `path`; each of the three and the result may be _MISSING."""
        if same(ours, theirs) or same(theirs, base):
            return ours
        if same(ours, base):
            return theirs
        if _are(Mapping, ours, theirs):
            return self.table(path, kind, _or(base, {}), _or(ours, {}), _or(theirs, {}))
        if _are(list, ours, theirs):
            return self._list(path, kind, _or(base, []), _or(ours, []), _or(theirs, []))
        if isinstance(ours, str) and isinstance(theirs, str):
            return self._text(path, base, ours, theirs)
        self._clash(path, ours, theirs, base)
        return ours

    def table(
        self,
        path: str,
        kind: Kind,
        base: Mapping[str, Any],
        ours: Mapping[str, Any],
        theirs: Mapping[str, Any],
    ) -> dict[str, Any]:
        """Return a table, merged by its keys."""
        known = shape.fields(kind) if kind else {}
        merged: dict[str, Any] = {}
        for name in [*ours, *(name for name in theirs if name not in ours)]:
            three = tuple(side.get(name, _MISSING) for side in (base, ours, theirs))
            if name == "format" and kind is Postmortem:
                continue
            if kind is None or name in known:
                value = self.value(_under(path, name), known.get(name), *three)
            else:
                value = self._whole(_under(path, tomlwriter.key(name)), None, *three)
            if value is not _MISSING:
                merged[name] = value
        return merged

    def _text(self, path: str, base: Any, ours: str, theirs: str) -> str:
        was = base if isinstance(base, str) else ""
        if not any("\n" in text for text in (was, ours, theirs)):
            self._clash(path, ours, theirs, base)
            return ours
        here, other = prose.by_line(was, ours, theirs)
        if here != other:
            self._clash(path, here, other, base)
        return here

    def _list(self, path: str, kind: Kind, base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
        if shape.has_ids(kind) if kind else shape.are_rows(base, ours, theirs):
            return self._rows(path, kind, base, ours, theirs)
        return items.merged(base, ours, theirs, lambda *three: self._whole(path, kind, *three))

    def _rows(self, path: str, kind: Kind, base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
        was, here, there = ({row["id"]: row for row in side} for side in (base, ours, theirs))
        kept: dict[str, Any] = {}
        for name in {**here, **there}:
            three = was.get(name), here.get(name), there.get(name)
            row = self._conflict(*three) if kind is Conflict else self._row(_under(path, name), kind, *three)
            if row is not None:
                kept[name] = row
        left, right = ([name for name in side if name in kept] for side in (here, there))
        names, others = order.in_order(list(was), left, right, kept.__getitem__)
        if names != others and kind is not Conflict:
            self._clash(path, names, others, list(was))
        return [kept[name] for name in names]

    def _row(self, path: str, kind: Kind, base: Any, ours: Any, theirs: Any) -> Any:
        """Return the row; None where it is gone."""
        if ours is not None and theirs is not None:
            if same(ours, theirs):
                return ours
            return self.table(path, kind, base or {}, ours, theirs)
        left = theirs if ours is None else ours
        if base is None:
            return left
        if same(base, left):
            return None
        self.clashes.append(Clash(path, left, None, removed=True, base=base))
        return left

    def _conflict(self, base: Any, ours: Any, theirs: Any) -> Any:
        """Return a row about a conflict: gone where a side has settled it; never a conflict in itself."""
        if base is not None and (ours is None or theirs is None):
            return None
        if ours is None or theirs is None:
            return theirs if ours is None else ours
        return theirs if same(ours, base) else ours

    def _whole(self, path: str, kind: Kind, base: Any, ours: Any, theirs: Any) -> Any:
        """Return a value that is named as a whole if something in it collides: both ways of merging it."""
        if self._within:
            return self.value(path, kind, base, ours, theirs)
        joining = _Joining(within=True)
        here = joining.value(path, kind, base, ours, theirs)
        if joining.clashes:
            other = _Joining(within=True).value(path, kind, base, theirs, ours)
            if not same(here, other):
                self._clash(path, here, other, base)
        return here

    def _clash(self, path: str, here: Any, other: Any, base: Any) -> None:
        self.clashes.append(Clash(path, _filled(here), _filled(other), base=_filled(base)))


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _are(kind: type[Any], ours: Any, theirs: Any) -> bool:
    """Say whether both are of this kind, or one is and the other has nothing there."""
    return all(isinstance(side, kind) or side is _MISSING for side in (ours, theirs))


def _or(value: Any, empty: Any) -> Any:
    """Return the value if it is of the kind of `empty`, else `empty`."""
    return value if isinstance(value, type(empty)) else empty


def _filled(value: Any) -> Any:
    """Return None for what is empty or not there, as a row of `conflict` has it."""
    return None if value is _MISSING or (isinstance(value, str | list | Mapping) and not value) else value
