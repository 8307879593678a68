"""The fields of a postmortem that hold prose, and what role the text plays there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from pmtui.values import dataclass

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem, TimelineEvent


Role = Literal["cause", "timeline", "summary", "impact", "action", "lesson", "other"]
"""What a text is for: a cause may not name a person, a timeline may tell who did what."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of the postmortem: the path of its field, the text, and its role."""

    path: str
    text: str
    role: Role


_ROLES: dict[str, Role] = {
    "title": "summary",
    "summary": "summary",
    "causes.lead_up": "summary",
    "causes.trigger": "summary",
    "causes.known_before": "summary",
    "causes.mitigators": "lesson",
    "causes.only_one": "other",
    "timeline": "timeline",
    "impact": "impact",
    "causes": "cause",
    "action": "action",
    "not_doing": "other",
    "lessons": "lesson",
}


def role_of(path: str) -> Role:
    """Return the role of the text at `path`, also for entry lines such as `action.new`."""
    parts = path.split(".")
    for length in (2, 1):
        role = _ROLES.get(".".join(parts[:length]))
        if role:
            if parts[-1] in ("note", "log") and role in ("action", "cause"):
                return "other"
            return role
    return "other"


def fields(pm: Postmortem) -> Iterator[Prose]:
    """Yield each text that is prose, in the order of the file; empty ones are left out."""
    yield from _prose(_head(pm))
    for event in pm.timeline:
        yield from event_fields(event)
    yield from _prose(_behind_the_timeline(pm))


def fields_beside_the_timeline(pm: Postmortem) -> Iterator[Prose]:
    """Yield each text that is prose and stands in no row of the timeline, of which there can be thousands."""
    yield from _prose(_head(pm))
    yield from _prose(_behind_the_timeline(pm))


def event_fields(event: TimelineEvent) -> Iterator[Prose]:
    """Yield each text of a row of the timeline."""
    if event.what.strip():
        yield Prose(f"timeline.{event.id}.what", event.what, "timeline")
    if event.believed.strip():
        yield Prose(f"timeline.{event.id}.believed", event.believed, "timeline")


def _prose(texts: Iterable[tuple[str, str]]) -> Iterator[Prose]:
    return (Prose(path, text, role_of(path)) for path, text in texts if text.strip())


def _head(pm: Postmortem) -> Iterator[tuple[str, str]]:
    yield "title", pm.title
    yield "summary", pm.summary
    yield "triage.learning", pm.triage.learning


def _behind_the_timeline(pm: Postmortem) -> Iterator[tuple[str, str]]:
    impact = pm.impact
    for key in ("could_not", "data_exposed", "regulators", "delay", "note"):
        yield f"impact.{key}", getattr(impact, key)
    yield from _causes(pm)
    for action in pm.action:
        yield f"action.{action.id}.what", action.what
        yield f"action.{action.id}.measure", action.measure
    for number, item in enumerate(pm.not_doing):
        yield f"not_doing.{number}.what", item.what
        yield f"not_doing.{number}.why", item.why
    for key in ("well", "badly", "lucky", "surprised", "questions"):
        for number, text in enumerate(getattr(pm.lessons, key)):
            yield f"lessons.{key}.{number}", text
    yield "review.why_late", pm.review.why_late
    yield "share.external", pm.share.external


def _causes(pm: Postmortem) -> Iterator[tuple[str, str]]:
    causes = pm.causes
    for key in ("lead_up", "trigger", "known_before"):
        yield f"causes.{key}", getattr(causes, key)
    for number, text in enumerate(causes.mitigators):
        yield f"causes.mitigators.{number}", text
    yield "causes.problem", causes.problem
    yield "causes.only_one", causes.only_one
    for why in causes.why:
        yield f"causes.why.{why.id}.because", why.because
        yield f"causes.why.{why.id}.note", why.note
    for factor in causes.factor:
        yield f"causes.factor.{factor.id}.what", factor.what
        yield f"causes.factor.{factor.id}.note", factor.note
    for gate in causes.gate:
        yield f"causes.gate.{gate.id}.what", gate.what
    for event in causes.event:
        yield f"causes.event.{event.id}.what", event.what
    for root in causes.root:
        yield f"causes.root.{root.id}.what", root.what
        yield f"causes.root.{root.id}.note", root.note
