"""The fishbone: factors worded as people, likely ones that nothing became of, bones not looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.depth.texts import is_about_a_person
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import whole

if TYPE_CHECKING:
    from pmtui.model.postmortem import Causes, Postmortem

USUAL = ("people", "process", "technology", "environment")
"""The bones where a team names no others."""
_LONGEST_BONE = 30


def text_findings(path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield that a factor is worded as a person or the act of one, beside what blame finds in it."""
    if not path.startswith("causes.factor.") or path.endswith(".note"):
        return
    what = _without_bone(text) if path == "causes.factor.new" else text
    if is_about_a_person(what):
        yield rules.rule("fishbone.person").finding(path, role, span=whole(text))


def _without_bone(text: str) -> str:
    bone, colon, what = text.partition(":")
    return what if colon and len(bone) <= _LONGEST_BONE else text


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield what became of the factors and bones."""
    taken = taken_on(pm.causes)
    for factor in pm.causes.factor:
        if factor.likely and factor.what.strip() and factor.id not in taken and not factor.note.strip():
            rule = rules.rule("fishbone.not-taken-on")
            yield rule.finding(f"causes.factor.{factor.id}.what", span=whole(factor.what))
    left = bones_not_looked_at(pm.causes)
    if left and pm.causes.root:
        what = f"Nothing is said about {_listed(left)}."
        yield rules.rule("fishbone.not-looked").finding("causes.none_found", what=what)


def taken_on(causes: Causes) -> frozenset[str]:
    """Return the ids of the factors that hang together with a why, a base event or a root cause."""
    found = {factor.id for factor in causes.factor if factor.from_}
    for why in causes.why:
        found.update(why.from_, why.evidence)
    for event in causes.event:
        found.update(event.from_, event.evidence)
    for root in causes.root:
        found.update(root.from_)
    return frozenset(found)


def bones_not_looked_at(causes: Causes) -> list[str]:
    """Return the bones, once there is a factor, on which none is and nobody says that there is none."""
    if not causes.factor:
        return []
    looked = {factor.bone for factor in causes.factor} | set(causes.none_found)
    return [bone for bone in causes.bones or USUAL if bone not in looked]


def _listed(bones: list[str]) -> str:
    shown = [bone[:_LONGEST_BONE] for bone in bones[:5]]
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)
