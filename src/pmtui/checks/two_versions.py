"""Fields that two people gave two values, and that nobody has chosen between yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pmtui.checks import rules
from pmtui.checks.finding import Finding
from pmtui.text.patterns import regex

if TYPE_CHECKING:
    from pmtui.model.postmortem import Conflict, Postmortem

RULE = "merge.two-versions"
_BARE = regex(r"[A-Za-z0-9_-]{1,60}")
_DEEPEST = 6  # parts of the longest path that there is: action.ac-1.log.0.what
_AT_THE_FILE = "title"
_ASKED_AT = {
    "timeline": "timeline.new",
    "people": "people.new",
    "impact.metric": "impact.metric.new",
    "causes.why": "causes.why.new",
    "causes.factor": "causes.factor.new",
    "causes.gate": "causes.top",
    "causes.event": "causes.top",
    "causes.root": "causes.root.new",
    "action": "action.new",
    "not_doing": "not_doing.new",
    "history": "status",
    "review.override": "review.why_late",
}
"""Where a table as a whole is asked about: the line that adds a row to it, or what stands for that."""
_NO_FIELDS = ("conflict", "unfinished")
_SAYS = ("because", "what", "name")


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield a finding for each field of which two versions are kept."""
    for conflict in pm.conflict:
        yield rules.rule(RULE).finding(place(pm, conflict.field), **_words(pm, conflict))


def place(pm: Postmortem, field: str) -> str:
    """Return the path to go to for what a conflict calls `field`, which may be anything.

    It is the field itself; of a row, what it says; of a table, and of a row that is gone, the line that adds
    one; the title where `field` names nothing that a postmortem has.
    """
    found, here = _followed(pm, _asked(field))
    path = ".".join(found)
    if not found or found[0] in _NO_FIELDS:
        return _AT_THE_FILE
    if path in _ASKED_AT:
        return _ASKED_AT[path]
    if path.startswith("review.override."):
        return _ASKED_AT["review.override"]
    if found[0] == "action" and found[2:] == ["log"]:
        return f"{path}.new"
    fields = getattr(type(here), "model_fields", {})
    if fields:
        return f"{path}.{next((name for name in _SAYS if name in fields), next(iter(fields)))}"
    if found[-1].isdigit():
        return ".".join(found[:-1])  # an item of a list of texts is asked about with the list
    return path


def _words(pm: Postmortem, conflict: Conflict) -> dict[str, Any]:
    field = conflict.field
    found, _ = _followed(pm, _asked(field))
    if ".".join(found) != _asked(field):
        named = field if re.fullmatch(r"[A-Za-z0-9_.-]{1,60}", field) else ascii(field[:60])
        return {"what": f"Two versions are kept of {named}, which is no field here."}
    if conflict.removed:
        return {"what": "One version has this row no more, and the other changed it."}
    return {}


def _asked(field: str) -> str:
    """Return the field that a text left unfinished belongs to, and any other field as it is."""
    while field.startswith("unfinished."):
        field = field.removeprefix("unfinished.")
    return field


def _followed(pm: Postmortem, path: str) -> tuple[list[str], Any]:
    """Return the parts of a path as far as it leads to something, and what stands there."""
    here: Any = pm
    found: list[str] = []
    for part in path.split(".", _DEEPEST)[:_DEEPEST]:
        if not _BARE.fullmatch(part):
            break
        fields = getattr(type(here), "model_fields", {})
        if fields:
            name = "from_" if part == "from" and "from_" in fields else part
            if name not in fields:
                break
            here = getattr(here, name)
        elif isinstance(here, tuple):
            rows = {str(getattr(row, "id", at)): row for at, row in enumerate(here)}
            if part not in rows:
                break
            here = rows[part]
        else:
            break
        found.append(part)
    return found, here
