"""Texts that are offered for a field, put together from what is known, with ⟨gaps⟩ for what is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from pmtui import content
from pmtui.analysis.durations import durations
from pmtui.checks import check_text
from pmtui.checks.one_up import STRONG, rung
from pmtui.interview.conditions import unanswered_roots
from pmtui.interview.script import levels
from pmtui.interview.signs import guess_level
from pmtui.interview.suggestions import for_cause
from pmtui.interview.wording import clause
from pmtui.model.postmortem import Action, Postmortem
from pmtui.text.patterns import regex
from pmtui.text.times import show_moment
from pmtui.text.zones import local_day

_TITLE_LIMIT = 90
_LONG = 1_000
_BETWEEN = regex(r"between (.*) and (.*)")
_NAME = regex(r"\{(\w+)\}")


def offer(pm: Postmortem, path: str, now: datetime, target: str = "") -> str:
    """Return the text offered for the field at `path`; empty where nothing is.

    Args:
        pm: The postmortem.
        path: The field.
        now: The present moment, aware.
        target: Which cause a new action is for, by its id; empty for the next that nothing answers.
    """
    if path == "action.new":
        return _action(pm, target)
    own = _OFFERS.get(path)
    if own is not None:
        return own(pm, now)
    if path.startswith("action.") and path.endswith(".what"):
        return _action_what(pm, path, now)
    if path.startswith("action.") and path.endswith(".measure"):
        return _filled("measure", {})
    return ""


def _filled(name: str, known: dict[str, str]) -> str:
    """Return an offer with its names filled in; what is not known becomes its gap."""
    words = content.toml("guide/offers.toml")
    gaps = words["gap"]
    template: str = words["offer"][name]
    return _NAME.sub(lambda found: known.get(found[1]) or gaps.get(found[1], ""), template).strip()


def _title(pm: Postmortem, now: datetime) -> str:
    """Return the sentence of what can be learnt, its first clause where it is long."""
    del now
    line = " ".join(pm.triage.learning.split()).rstrip(".")
    if len(line) <= _TITLE_LIMIT:
        return line
    head = re.split(r"[,;:]\s|\s[–-]\s", line, maxsplit=1)[0]
    return head if len(head) <= _TITLE_LIMIT else line[:_TITLE_LIMIT].rsplit(" ", 1)[0]


def _problem(pm: Postmortem, now: datetime) -> str:
    del now
    return _filled("problem", _known(pm))


def _top_event(pm: Postmortem, now: datetime) -> str:
    """Return the problem as the top event of a tree that has none yet."""
    del now
    return "" if pm.causes.gate else _whole(pm.causes.problem)


def _summary(pm: Postmortem, now: datetime) -> str:
    del now
    known = _known(pm)
    if pm.causes.trigger.strip():
        known["trigger_sentence"] = _filled("trigger_sentence", {"trigger": _whole(pm.causes.trigger)}) + " "
    return _filled("summary", known)


def _external(pm: Postmortem, now: datetime) -> str:
    del now
    return _filled("external", {key: value for key, value in _known(pm).items() if key != "action"})


def _action(pm: Postmortem, target: str) -> str:
    """Return an action to be filled in, at the highest level that the cause's actions have not tried."""
    cause = target or next((root for root, _ in unanswered_roots(pm)), "")
    tried = {action.level for action in pm.action if not cause or cause in action.answers}
    left = for_cause(pm, cause)
    fresh = next((one for one in left if one.level not in tried), next(iter(left), None))
    return new_action(fresh.words) if fresh is not None else ""


def new_action(words: str) -> str:
    """Return what is done with gaps for all that makes it SMART: figures, day and owner."""
    return _filled("action", {"prompt": words})


def _action_what(pm: Postmortem, path: str, now: datetime) -> str:
    """Return first words for what is done: of a weak action those that go one up, else those of its level.

    A wish that has no level yet is offered those of the level that its words speak for.
    """
    action = _action_at(pm, path)
    if action is None:
        return ""
    level = action.level
    if level is None and any(f.rule == "smart.specific" for f in check_text(pm, path, action.what, now)):
        level = guess_level(action.what) or "engineering"
    above = rung(action.what, level) if level not in STRONG else None
    if level is not None and action.what.strip() and above is not None and above.rewrites:
        return above.rewrites[0]
    return _filled("action_what", {"prompt": _prompt(level)}) if level else ""


def _audiences(pm: Postmortem, now: datetime) -> str:
    del pm, now
    return _filled("audiences", {})


def _this_moment(pm: Postmortem, now: datetime) -> str:
    return show_moment(now, "minute", pm.zone or "UTC", None, with_day=True)


def _today(pm: Postmortem, now: datetime) -> str:
    return local_day(now, pm.zone or "UTC").isoformat()


def _prompt(level: str | None) -> str:
    return next((one.prompt for one in levels() if one.value == level), "")


def _action_at(pm: Postmortem, path: str) -> Action | None:
    name = path.split(".")[1]
    return next((action for action in pm.action if action.id == name), None)


def _known(pm: Postmortem) -> dict[str, str]:
    """Return what can be said of users, harm, times, cause and first action; empty texts for what can't."""
    impact, clock, zone = pm.impact, pm.clock, pm.zone or "UTC"
    end = clock.mitigated or clock.resolved
    name = "mitigated" if clock.mitigated else "resolved"
    action = next(
        (action for action in pm.action if action.status != "dropped" and action.what.strip()), None
    )
    due = f", by {action.due}" if action and action.due else ""
    return {
        "title_sentence": f"{pm.title.strip().rstrip('.')}." if pm.title.strip() else "",
        "users": f"{impact.users:,} people" if impact.users else "",
        "could_not": clause(re.split(r"[;:]", impact.could_not, maxsplit=1)[0], _LONG),
        "duration": _duration(pm),
        "when": _when(pm),
        "end": show_moment(end, getattr(clock.precision, name) or "exact", zone, None, with_day=True)
        if end
        else "",
        "cause": _whole(pm.causes.root[0].what) if pm.causes.root else "",
        "action": f"{_whole(action.what)}{due}" if action else "",
    }


def _whole(text: str) -> str:
    """Return a sentence on one line, as it reads behind a colon: without a full stop."""
    return " ".join(text.split()).rstrip(".")


def _duration(pm: Postmortem) -> str:
    """Return how long it was felt: until it was mitigated, else until it was resolved."""
    told = {one.id: one for one in durations(pm.clock, pm.zone) if one.state == "recorded"}
    found = told.get("ttm") or told.get("ttr")
    return _BETWEEN.sub(r"\1 to \2", found.words) if found else ""


def _when(pm: Postmortem) -> str:
    started = pm.clock.started
    if started is None:
        return ""
    precision = pm.clock.precision.started or "exact"
    zone = pm.zone or "UTC"
    shown = show_moment(started, precision, zone, None, with_day=True)
    return f"From {shown} on" if precision == "day" else f"From {shown} {zone} on"


_OFFERS: dict[str, Callable[[Postmortem, datetime], str]] = {
    "title": _title,
    "causes.problem": _problem,
    "causes.event.new": _top_event,
    "summary": _summary,
    "share.external": _external,
    "share.audiences": _audiences,
    "share.shared": _this_moment,
    "share.presented": _today,
}
"""The fields that something is offered for, besides those of actions."""
