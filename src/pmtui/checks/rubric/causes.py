"""The criteria about causes and actions: depth, factors, tone, SMART, prevention, coverage."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from pmtui.checks import depth as depths
from pmtui.checks import prevention as answers
from pmtui.checks.open_combinations import breaking_of
from pmtui.checks.rubric.points import Facts, Points, counted, listed
from pmtui.model.postmortem import Postmortem, TimelineEvent
from pmtui.text.by_row import ByTable


def depth(facts: Facts) -> Points:
    """Work out the criterion Root cause depth."""
    causes = facts.pm.causes
    if not causes.root and not causes.why and not causes.factor:
        return Points(
            1,
            "no cause yet",
            "how it was possible",
            "causes.problem" if not causes.problem else "causes.why.new",
        )
    shallow = facts.rules("depth.surface", "depth.person", "depth.circle") + facts.rules(
        "blame.", severity="error"
    )
    roots = [
        root
        for root in causes.root
        if not any(each.path.startswith(f"causes.root.{root.id}.") for each in shallow)
    ]
    if not roots:
        path = shallow[0].path if shallow else "causes.root.new"
        what = "a cause that the organisation can change"
        return Points(
            1 if shallow else 2,
            "only symptoms or people as causes" if shallow else "no root cause yet",
            what,
            path,
        )
    whys, leaves = list(causes.why), depths.leaves(causes)
    deepest = max((depths.whys_to(why, causes) for why in whys), default=0)
    shown = sum(1 for why in whys if why.evidence)
    there = (
        f"{counted(len(roots), 'root cause')}, {counted(deepest, 'why')} deep,"
        f" evidence on {shown} of {counted(len(whys), 'why')}"
    )
    if (deepest < 3 and len(causes.factor) < 3) or (whys and not shown):
        bare = next((why for why in whys if not why.evidence), None)
        path = f"causes.why.{bare.id}.evidence" if bare and deepest >= 3 else "causes.why.new"
        return Points(2, there, "three whys or more, with evidence", path)
    ended = [why for why in leaves if why.stop or any(why.id in root.from_ for root in roots)]
    if len(ended) < 2 or shown * 2 < len(whys) or facts.rules("depth.person", "depth.circle"):
        return Points(
            3,
            there,
            "a second branch to something that can be changed, most links with evidence",
            "causes.why.new",
        )
    legs = {why.leg for why in whys}
    if shown < len(whys):
        bare = next(why for why in whys if not why.evidence)
        return Points(4, there, "evidence on every link", f"causes.why.{bare.id}.evidence")
    if not {"not-caught", "slow"} <= legs:
        unasked = listed(
            [
                name
                for leg, name in (("not-caught", "why it was not caught"), ("slow", "why it took so long"))
                if leg not in legs
            ]
        )
        return Points(4, there, unasked, "causes.why.new")
    return Points(5, f"{there}, why it was not caught and why it was slow answered too")


def factors(facts: Facts) -> Points:
    """Work out the criterion Contributing factors."""
    causes = facts.pm.causes
    number = max(len(causes.factor), len(depths.leaves(causes)), len(causes.root))
    response = any(why.leg in ("not-caught", "slow") for why in causes.why)
    told = {
        "the trigger": (bool(causes.trigger.strip()), "causes.trigger"),
        "the state before": (bool(causes.lead_up.strip()), "causes.lead_up"),
        "detection and response": (response, "causes.why.new"),
        "what softened it": (bool(causes.mitigators), "causes.mitigators"),
    }
    apart = [name for name, (known, _) in told.items() if known]
    missing = [name for name, (known, _) in told.items() if not known]
    there = listed([counted(number, "factor"), *apart])
    path = told[missing[0]][1] if missing else ""
    if number <= 1 and not causes.only_one.strip():
        return Points(2 if apart and number else 1, there, "what else had to be true", "causes.factor.new")
    if len(apart) < 2:
        return Points(3, there, f"told apart: {listed(missing)}", path)
    if missing or number < 3:
        return Points(
            4, there, listed([*missing, "a third factor" if number < 3 else ""]), path or "causes.factor.new"
        )
    return Points(5, there)


def blameless(facts: Facts) -> Points:
    """Work out the criterion Blameless tone."""
    pm = facts.pm
    if (
        not any(event.what for event in pm.timeline)
        and not pm.causes.root
        and not pm.causes.why
        and not pm.summary
    ):
        return Points(1, "nothing is told yet", "what happened", "timeline")
    errors = facts.rules("blame.", severity="error")
    warnings = facts.rules("blame.", severity="warning") + facts.rules("tone.", severity="warning")
    if errors:
        return Points(
            1,
            f"a person or a team is a cause in {counted(len(errors), 'place')}",
            "the mechanism in their place",
            errors[0].path,
        )
    if len(warnings) >= 3:
        return Points(
            2,
            f"no person as a cause, {len(warnings)} places judge somebody",
            "fewer of them",
            warnings[0].path,
        )
    if warnings:
        return Points(
            3,
            f"no person as a cause, {counted(len(warnings), 'place')} left that may judge somebody",
            "none",
            warnings[0].path,
        )
    believed = _BELIEVED(pm.timeline)
    if not believed:
        path = f"timeline.{pm.timeline[0].id}.believed" if pm.timeline else "timeline"
        return Points(4, "nobody is judged", "what people saw and believed when they acted", path)
    return Points(
        5, f"nobody is judged, and {counted(believed, 'row')} of the timeline tell what was believed"
    )


_LETTERS = ("specific", "measurable", "assignable", "realistic", "time-bound")


def smart(facts: Facts) -> Points:
    """Work out the criterion Actions are SMART."""
    live = [action for action in facts.pm.action if action.status != "dropped"]
    if not live:
        return Points(1, "no actions yet", "an action for a root cause", "action.new")
    lacking: dict[str, set[str]] = {letter: set() for letter in _LETTERS}
    paths: dict[str, str] = {}
    for each in facts.rules("smart."):
        letter, row = each.rule.removeprefix("smart."), each.path.split(".")[1]
        if letter in lacking and each.severity != "hint":
            lacking[letter].add(row)
            paths.setdefault(letter, each.path)
    missing = [letter for letter in _LETTERS if lacking[letter]]
    if not missing:
        return Points(5, f"all five letters on {counted(len(live), 'action')}")
    has = f"{counted(len(live), 'action')}, " + listed(f"{len(live) - len(lacking[m])} {m}" for m in missing)
    path = paths[missing[0]]
    nobody, undated = lacking["assignable"], lacking["time-bound"]
    if not nobody and not undated and len(lacking["measurable"]) * 2 <= len(live):
        few = sum(len(rows) for rows in lacking.values()) <= max(1, len(live) // 2)
        return Points(4 if few else 3, has, listed(f"{len(lacking[m])} more {m}" for m in missing), path)
    both = [action for action in live if action.id not in nobody | undated]
    first = next((m for m in ("assignable", "time-bound", "measurable") if lacking[m]), missing[0])
    if not both:
        return Points(1, has, "an owner and a day", paths[first])
    return Points(2, has, "an owner and a day on each, a measure on most", paths[first])


def prevention(facts: Facts) -> Points:
    """Work out the criterion Prevention strength."""
    pm = facts.pm
    live = [action for action in pm.action if action.status != "dropped"]
    levels = {action.level for action in live}
    strong = levels & set(answers.STRONG)
    path = f"action.{live[0].id}.level" if live else "action.new"
    if not strong:
        return Points(
            1,
            "training or documents only" if live else "no actions yet",
            "something that holds by itself",
            path,
        )
    has = f"levels used: {listed(level for level in _ORDER if level in levels)}"
    weak = [
        root
        for root in pm.causes.root
        if not {a.level for a in answers.answering(pm, root.id)} & set(answers.STRONG)
    ]
    if weak or not pm.causes.root:
        where = f"causes.root.{weak[0].id}.what" if weak else "causes.root.new"
        return Points(2, has, "for each root cause one of the top three levels", where)
    if not levels & {"eliminate", "substitute"}:
        return Points(3, has, "something eliminated or substituted", path)
    if _left_open(pm):
        return Points(4, has, "the combination of causes that is left open", "causes.top")
    return Points(5, f"{has}; no known combination of causes is left open")


_ORDER = ("eliminate", "substitute", "engineering", "administrative", "training")


def coverage(facts: Facts) -> Points:
    """Work out the criterion Coverage."""
    pm = facts.pm
    if not pm.causes.root:
        return Points(1, "no root cause yet", "a root cause and its action", "causes.root.new")
    unanswered = [root for root in pm.causes.root if not answers.answering(pm, root.id)]
    number = len(pm.causes.root)
    if unanswered:
        has = f"{number - len(unanswered)} of {counted(number, 'root cause')} answered"
        some = len(unanswered) < number and _reasons(pm)
        return Points(2 if some else 1, has, "an action for the rest", f"causes.root.{unanswered[0].id}.what")
    has = f"every root cause answered ({number})"
    closed = not _left_open(pm)
    if not closed and not _reasons(pm):
        return Points(3, has, "every combination broken, or what was decided against and why", "causes.top")
    if not closed:
        return Points(
            4,
            f"{has}, what was decided against has its reason",
            "the combination that is left open",
            "causes.top",
        )
    if not _reasons(pm):
        return Points(4 if pm.causes.gate else 3, has, "what was decided against, and why", "not_doing")
    return Points(5, f"{has}, what was decided against has its reason")


def _left_open(pm: Postmortem) -> bool:
    """Return whether the fault tree has a combination that no action breaks, or can't be worked out."""
    if not pm.causes.gate:
        return False
    found = breaking_of(pm)
    return found is None or bool(found.refused) or found.left != 0


def _reasons(pm: Postmortem) -> bool:
    return bool(pm.not_doing) and all(item.why.strip() for item in pm.not_doing)


def _believed(rows: Sequence[TimelineEvent]) -> int:
    return sum(map(bool, map(str.strip, map(attrgetter("believed"), rows))))


_BELIEVED = ByTable(_believed)
