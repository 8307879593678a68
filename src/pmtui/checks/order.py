"""Findings in the order of the file: field by field and row by row, then by severity."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import count
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pmtui.checks.finding import Finding

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem, Record

GRAVITY = {"error": 0, "warning": 1, "hint": 2}
"""The place of a severity among the others, the worst first."""
_NOWHERE = 9999
_Key = tuple[tuple[int, ...], int, tuple[int, int], str]


def in_order(pm: Postmortem, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of the file, then by severity, span and rule."""
    places = _Places(pm)

    def key(finding: Finding) -> _Key:
        place = places.of(finding.path)
        return place, GRAVITY[finding.severity], finding.span or (0, 0), finding.rule

    return tuple(sorted(findings, key=key))


class _Places:
    """Where the fields of a postmortem stand; only the tables that are asked about are looked into."""

    def __init__(self, pm: Postmortem) -> None:
        self._pm = pm
        self._numbers: dict[str, dict[str, int]] = {}
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, path: str) -> tuple[int, ...]:
        """Return the place of each part of a path among its neighbours."""
        known = self._known.get(path)
        if known is None:
            known = self._known[path] = self._found(path)
        return known

    def _found(self, path: str) -> tuple[int, ...]:
        here: Any = self._pm
        above, place = "", list[int]()
        for part in path.split("."):
            if _is_table(here):
                kind: type[Record] = type(here)
                number = _fields(kind).get(part)
                here = None if number is None else getattr(here, _names(kind)[number])
            elif isinstance(here, tuple):
                number = self._rows(above, here).get(part)
                here = None if number is None else here[number]
            else:
                number = here = None
            place.append(_NOWHERE if number is None else number)
            above = f"{above}.{part}"
        return tuple(place)

    def _rows(self, path: str, rows: tuple[Any, ...]) -> dict[str, int]:
        if path not in self._numbers:
            has_ids = bool(rows) and hasattr(rows[0], "id")
            names = map(attrgetter("id"), rows) if has_ids else map(str, range(len(rows)))
            self._numbers[path] = dict(zip(names, count(), strict=False))
        return self._numbers[path]


def _is_table(value: Any) -> bool:
    return hasattr(type(value), "model_fields")


@cache
def _names(kind: type[Record]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


@cache
def _fields(kind: type[Record]) -> dict[str, int]:
    return {name.rstrip("_"): number for number, name in enumerate(_names(kind))}
