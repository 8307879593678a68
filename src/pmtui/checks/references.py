"""The file itself: references to rows that are gone, kinds of incident that are not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.finding import Finding
from pmtui.model.ids import ROW_PREFIX
from pmtui.text.patterns import regex

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem

PROBLEM = "problem"
_LOOKS_LIKE_AN_ID = regex(rf"(?:{'|'.join(sorted(ROW_PREFIX.values()))})-[0-9a-z]{{4,8}}")
_KINDS = ("production-outage", "security-incident", "project-failure", "process-failure")


@cache
def known_kinds() -> frozenset[str]:
    """Return the ids of the kinds of incident: those of the method and those of the content."""
    names = (name.removeprefix("kinds/").removesuffix(".toml") for name in content.names("kinds"))
    return frozenset((*_KINDS, *names))


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield the findings about the file itself."""
    if pm.kind and pm.kind not in known_kinds():
        yield rules.rule("file.unknown-kind").finding("kind", span=(0, len(pm.kind)))
    rows: frozenset[str] | None = None
    for path, refs in _references(pm):
        if not refs:
            continue
        rows = _rows(pm) if rows is None else rows
        gone = [ref for ref in refs if ref not in rows]
        if gone:
            yield rules.rule("file.gone").finding(path, what=f"It refers to {_listed(gone)}, which is gone.")
    for path, texts in _evidence(pm):
        ids = [text for text in texts if _LOOKS_LIKE_AN_ID.fullmatch(text)]
        if not ids:
            continue
        rows = _rows(pm) if rows is None else rows
        gone = [text for text in ids if text not in rows]
        if gone:
            yield rules.rule("file.gone").finding(path, what=f"It refers to {_listed(gone)}, which is gone.")


def _listed(refs: list[str]) -> str:
    shown = ", ".join(ref[:40] for ref in refs[:3])
    return shown + (f" and {len(refs) - 3} more" if len(refs) > 3 else "")


def _rows(pm: Postmortem) -> frozenset[str]:
    causes = pm.causes
    tables: tuple[Iterable[Any], ...] = (
        pm.timeline, causes.why, causes.factor, causes.gate, causes.event, causes.root, pm.action,
    )  # fmt: skip
    return frozenset(map(attrgetter("id"), chain.from_iterable(tables)))


def _references(pm: Postmortem) -> Iterator[tuple[str, tuple[str, ...]]]:
    causes = pm.causes
    if causes.top:
        yield "causes.top", (causes.top,)
    for why in causes.why:
        yield f"causes.why.{why.id}.explains", tuple(ref for ref in why.explains if ref != PROBLEM)
        yield f"causes.why.{why.id}.from", why.from_
    for factor in causes.factor:
        yield f"causes.factor.{factor.id}.from", tuple(ref for ref in factor.from_ if ref != PROBLEM)
    for gate in causes.gate:
        yield f"causes.gate.{gate.id}.inputs", gate.inputs
    for event in causes.event:
        yield f"causes.event.{event.id}.from", event.from_
    for root in causes.root:
        yield f"causes.root.{root.id}.from", tuple(ref for ref in root.from_ if ref != PROBLEM)
    for action in pm.action:
        yield f"action.{action.id}.answers", action.answers
        yield f"action.{action.id}.breaks", action.breaks


def _evidence(pm: Postmortem) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Evidence is free text, and may be the id of a row."""
    for why in pm.causes.why:
        yield f"causes.why.{why.id}.evidence", why.evidence
    for event in pm.causes.event:
        yield f"causes.event.{event.id}.evidence", event.evidence
