"""The words of a question with what is known of the row filled in, and further questions that help."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from operator import itemgetter, sub

from pmtui import content
from pmtui.interview import ladder
from pmtui.interview.choices import choices_for, short
from pmtui.interview.conditions import DEFAULT_BONES, Case, bones_open, open_phases, unanswered_roots
from pmtui.interview.facilitation import beside
from pmtui.interview.rows import words
from pmtui.interview.script import categories, kind_of, levels
from pmtui.model.postmortem import Postmortem, TimelineEvent
from pmtui.text.by_row import ByRow
from pmtui.text.patterns import regex

_ROW_LIMIT = 56
_CLAUSE_LIMIT = 110
_GAP = timedelta(minutes=15)
_GAP_KINDS = ("production-outage", "security-incident")
"""Kinds that are told by the minute, so that a quarter of an hour without an entry is worth a question."""

_NAME = regex(r"\{(\w+)\}")
_BEGINS_SMALL = regex(
    r"(?:The|A|An|Both|No|Not|Nothing|Nobody|None|All|It|There|This|That|These|Those|One|Two|Each|Every|Some|Only|Any"
    r"|When|Where|After|Before|In|On|At|Its|Their|Our|We|They|Since|Because)(?=\s)"
)


def filled(case: Case) -> str:
    """Return the question's words with the names in braces replaced; an unknown name stays."""
    return _NAME.sub(
        lambda found: _WORDS[found[1]](case) if found[1] in _WORDS else found[0], case.question.ask
    )


def clause(text: str, limit: int = _CLAUSE_LIMIT) -> str:
    """Return a sentence as it reads behind "that": no full stop, no capital where it is no name."""
    line = short(text.strip().rstrip(".!? "), limit)
    return line[:1].lower() + line[1:] if _BEGINS_SMALL.match(line) else line


def _what(case: Case) -> str:
    return short(words(case.row), _ROW_LIMIT).rstrip(".") or "this one"


def _when(case: Case) -> str:
    from pmtui.text.times import show_moment

    event = case.row
    if getattr(event, "at", None) is None:
        return "this point"
    day = event.precision == "day"
    return show_moment(event.at, event.precision or "exact", case.pm.zone or "UTC", None, with_day=day)


def _parent(case: Case) -> str:
    return clause(ladder.explained_by(case.pm.causes, case.row)) or "this happened"


def _open_rung(case: Case) -> str:
    return clause(ladder.open_rung(case.pm.causes)) or "this happened"


def _open_root(case: Case) -> str:
    left = unanswered_roots(case.pm)
    return clause(left[0][1], 90) if left and left[0][1].strip() else "that it happens again"


def _phase_to_fill(case: Case) -> str:
    left = open_phases(case.pm, case.kind)
    return f" Still without an event: {left[0]}." if left and case.pm.timeline else ""


def _slow_part(case: Case) -> str:
    clock = case.pm.clock
    end = clock.mitigated or clock.resolved
    if clock.started and clock.detected and end:
        return "to notice" if clock.detected - clock.started > end - clock.detected else "to recover"
    return "to notice, or to recover"


def _owner(case: Case) -> str:
    return short(getattr(case.row, "owner", ""), 30) or "whoever has it"


def _on_bone(case: Case) -> str:
    return on_bone(case.pm, next(iter(bones_open(case.pm.causes)), ""))


def on_bone(pm: Postmortem, bone: str) -> str:
    """Return the words for the bone on which the next factor goes; empty for none."""
    known = choices_for(pm, "causes.factor.*.bone")
    label = next((choice.label for choice in known if choice.value == bone), "")
    return f", on the bone {short(label.lower(), 24)}" if label else ""


_WORDS: dict[str, Callable[[Case], str]] = {
    "on_bone": _on_bone,
    "what": _what,
    "when": _when,
    "parent": _parent,
    "open_rung": _open_rung,
    "open_root": _open_root,
    "phase_to_fill": _phase_to_fill,
    "slow_part": _slow_part,
    "owner": _owner,
}


# -- further questions ----------------------------------------------------------------------------------


def prompts(case: Case) -> tuple[str, ...]:
    """Return further questions that help with the one in front, the most to the point first."""
    own = _OWN.get(case.question.id)
    found = [*(own(case) if own else ()), *(one.ask for one in beside(case.question.id))]
    return tuple(dict.fromkeys(found))


def _gaps(case: Case) -> list[str]:
    """Return a question about the longest stretch of the timeline that has no entry."""
    if kind_of(case.pm).id not in _GAP_KINDS:
        return []
    timed = list(filter(None, _SPANS(case.pm.timeline)))
    gaps = list(map(sub, map(itemgetter(0), timed[1:]), map(itemgetter(1), timed)))
    longest = max(gaps, default=_GAP)
    if longest <= _GAP:
        return []
    at = gaps.index(longest)
    begin, end = _clock(case.pm, timed[at][1]), _clock(case.pm, timed[at + 1][0])
    return [f"What happened between {begin} and {end}?"]


def _span(event: TimelineEvent) -> tuple[datetime, datetime] | None:
    """Return when a row begins and ends; None where that is not known closer than to the day."""
    if event.at is None or event.precision == "day":
        return None
    return event.at, event.until or event.at


_SPANS = ByRow(_span)


def _clock(pm: Postmortem, at: object) -> str:
    from pmtui.text.times import show_moment

    return show_moment(at, "minute", pm.zone or "UTC", None, with_day=False)  # type: ignore[arg-type]


def _digging(case: Case) -> list[str]:
    return digging(getattr(case.row, "category", None))


def digging(category: str | None) -> list[str]:
    """Return the questions that lead on from a category of root causes."""
    return [ask for one in categories() if one.value == category for ask in one.digging]


def _beneath_the_ladder(case: Case) -> list[str]:
    """Return the questions that lead on from what the next why explains, by its category."""
    from pmtui.interview.signs import guess_category

    return digging(guess_category(ladder.open_rung(case.pm.causes)))


def _beneath_the_rung(case: Case) -> list[str]:
    from pmtui.interview.signs import guess_category

    return digging(guess_category(ladder.explained_by(case.pm.causes, case.row)))


def _bones(case: Case) -> list[str]:
    """Return what to look for on the first bone that nothing was said about yet."""
    causes = case.pm.causes
    looked = {factor.bone for factor in causes.factor} | set(causes.none_found)
    known = {bone["value"]: bone for bone in content.toml("guide/bones.toml")["bone"]}
    for name in causes.bones or DEFAULT_BONES:
        if name not in looked and name in known:
            return [f"{known[name]['label']}: {seen}" for seen in known[name]["look_for"]]
    return []


def _roots(case: Case) -> list[str]:
    return [f"Often: {cause}" for cause in case.kind.usual_causes]


def _actions(case: Case) -> list[str]:
    """Return first words for an action from the top of the hierarchy, then what has helped elsewhere."""
    left = {root for root, _ in unanswered_roots(case.pm)}
    category = next((root.category for root in case.pm.causes.root if root.id in left), None)
    helped = next((one.actions for one in categories() if one.value == category), case.kind.usual_actions)
    first = [f"{level.label}: {level.prompt}" for level in levels()[:2]]
    return [*first, *(f"Often: {action}" for action in helped)]


def _one_up(case: Case) -> list[str]:
    """Return the question whether an action could go one up, with an example or two of how."""
    return one_up(getattr(case.row, "what", ""), getattr(case.row, "level", None))


def one_up(what: str, level: str | None) -> list[str]:
    """Return whether and how an action could go one level up, by what it is, else by its level."""
    from pmtui.checks.one_up import rung

    found = rung(what, level)
    return [found.ask, *(f"Such as: {rewrite}" for rewrite in found.rewrites)] if found else []


_OWN: dict[str, Callable[[Case], list[str]]] = {
    "timeline.new": _gaps,
    "causes.why.new": _beneath_the_ladder,
    "causes.why.because": _beneath_the_rung,
    "causes.root.category": _digging,
    "causes.root.note": _digging,
    "causes.root.what": _digging,
    "causes.root.new": _roots,
    "causes.factor.new": _bones,
    "action.new": _actions,
    "action.level": _one_up,
    "action.what": _one_up,
}
