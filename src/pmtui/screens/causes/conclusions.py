"""What the fault tree tells, as lines beneath it: what is enough, what happened, what is left open."""

from __future__ import annotations

from pmtui import content
from pmtui.analysis.causes.breaking_words import sentences
from pmtui.analysis.causes.conclusions import Conclusions, Sets, conclusions
from pmtui.analysis.causes.nodes import event_names
from pmtui.analysis.faulttree.importance import Importance
from pmtui.interview.choices import short
from pmtui.model.postmortem import Postmortem
from pmtui.screens.causes.views import Sight
from pmtui.widgets.board_line import BoardLine
from pmtui.widgets.fit import wrapped

SETS_SHOWN = 12
PATHS_SHOWN = 3
SPELT_OUT = 3
"""Sets of more base events than these are told by their names alone."""


def lines(sight: Sight) -> list[BoardLine]:
    """Return what the tree tells: nothing while there is no tree, the reason where it can't be told."""
    found, said = conclusions(sight.pm), _said()
    if found.refused:
        why = wrapped(found.refused, sight.cells - 3)
        return [
            _heading(said["refused"]),
            *(BoardLine(text=f"   {line}", style="problem", selectable=False) for line in why),
        ]
    if found.analysis is None:
        return []
    return [
        *_sets(sight.pm, found, sight.cells),
        *_happened(sight.pm, found, sight.cells),
        *_left_open(sight.pm, found, sight.cells),
        *_fixes(sight.pm, found, sight.cells),
        *_importance(sight.pm, found),
    ]


def info(sight: Sight) -> str:
    """Return what the tree comes to, in one line."""
    found, said = conclusions(sight.pm), _said()
    if found.refused or found.analysis is None or found.analysis.cut_sets is None:
        return found.refused or said["too_large"]
    if found.analysis.impossible or found.analysis.certain:
        return said["never"] if found.analysis.impossible else said["always"]
    alone, count = len(found.analysis.single_points or ()), found.analysis.cut_sets
    words = _counted(said, "count", count) + _counted(said, "alone", alone)
    if found.breaking is not None and found.breaking.actions and found.breaking.left is not None:
        words += _counted(said, "open", found.breaking.left)
    return words


def _counted(said: dict[str, str], what: str, count: int) -> str:
    which = {0: "none", 1: "one"}.get(count, "many")
    return said[f"{what}_{which}"].format(count=f"{count:,}")


def _sets(pm: Postmortem, found: Conclusions, cells: int) -> list[BoardLine]:
    said, analysis = _said(), found.analysis
    if analysis is None:
        return []
    if analysis.certain or analysis.impossible:
        return [_heading(said["always"] if analysis.certain else said["never"])]
    total = analysis.cut_sets
    head = said["enough"] if total is not None else said["enough_to"].format(order=analysis.known_order)
    happened = set(found.happened.happened) if found.happened else set()
    ruled_out = _ruled_out(pm)
    out = [_heading(head)]
    for each in _listed(found, ruled_out):
        out += _set(pm, each, cells, _mark(each, happened, ruled_out))
    more = (total or len(found.cut_sets)) - SETS_SHOWN
    return [*out, _line(said["more"].format(count=f"{more:,}"))] if more > 0 else out


def _listed(found: Conclusions, ruled_out: set[str]) -> Sets:
    """Return the cut sets that are shown: those still possible first, each part smallest first."""
    return tuple(sorted(found.cut_sets, key=lambda each: not ruled_out.isdisjoint(each))[:SETS_SHOWN])


def _ruled_out(pm: Postmortem) -> set[str]:
    return {event.id for event in pm.causes.event if event.state == "ruled-out"}


def _mark(events: tuple[str, ...], happened: set[tuple[str, ...]], ruled_out: set[str]) -> str:
    said = _said()
    if events in happened:
        return said["happened_mark"]
    if not ruled_out.isdisjoint(events):
        return said["ruled_out"]
    return said["single"] if len(events) == 1 else ""


def _happened(pm: Postmortem, found: Conclusions, cells: int) -> list[BoardLine]:
    said, happened = _said(), found.happened
    if happened is None:
        return []
    listed = _listed(found, _ruled_out(pm))
    further = [each for each in happened.happened if each not in listed]
    if happened.happened and not further:
        return []  # they are marked in the list
    told = [_line(" + ".join(_names(pm, each)), _first(each)) for each in further[:SETS_SHOWN]]
    none = map(_line, wrapped(said["none_confirmed"], cells - 3))
    return [_heading(said["happened"]), *(told or none)]


def _left_open(pm: Postmortem, found: Conclusions, cells: int) -> list[BoardLine]:
    if found.breaking is None:
        return []
    told = [line for each in sentences(pm, found.breaking) for line in wrapped(each, cells - 3)]
    return [_heading(_said()["coverage"]), *map(_line, told)]


def _fixes(pm: Postmortem, found: Conclusions, cells: int) -> list[BoardLine]:
    said = _said()
    if not found.path_sets:
        return []
    return [
        _heading(said["fixes"]),
        *(line for each in found.path_sets[:PATHS_SHOWN] for line in _set(pm, each, cells)),
    ]


def _importance(pm: Postmortem, found: Conclusions) -> list[BoardLine]:
    """Return the measures: by structure alone, or by probability where each event that matters has one."""
    said, analysis = _said(), found.analysis
    if analysis is None or not found.importance:
        return []
    if analysis.probability is None:
        head = [_heading(said["structure"])]
    else:
        chance = said["probability"].format(value=f"{analysis.probability:.3g}")
        formulas: list[str] = content.toml("guide/conclusions.toml")["say"]["formulas"]
        head = [_heading(chance), *map(_line, formulas), _line("", right=said["columns"])]
    shown = sorted(found.importance, key=lambda one: -(one.birnbaum or 0))[:SETS_SHOWN]
    return head + [_weight(pm, one, known=analysis.probability is not None) for one in shown]


def _weight(pm: Postmortem, one: Importance, *, known: bool) -> BoardLine:
    """Return the line of a base event: its measures in columns, or its structural one and its cut sets."""
    if known:
        measures = (one.birnbaum, one.criticality, one.fussell_vesely, one.diagnostic, one.raw, one.rrw)
        right = "".join(f"{'-' if value is None else f'{value:.3g}':>6}" for value in measures)
    else:
        right = _said()["weight"].format(
            value=f"{one.birnbaum or 0:.3g}", count=f"{sum(one.sets_by_order):,}"
        )
    words = f"{_name(pm, one.event)} {short(_words(pm, one.event), 24 if known else 40)}"
    return _line(words, f"causes.event.{one.event}.what", right)


def _set(pm: Postmortem, events: tuple[str, ...], cells: int, right: str = "") -> list[BoardLine]:
    """Return a set of base events: their names, then their words in a row each, as far as it is short."""
    if len(events) > SPELT_OUT:
        return [_line(" + ".join(_names(pm, events)), _first(events), right)]
    rows = []
    for place, event in enumerate(_in_order(pm, events)):
        said = f"{'+ ' * (place > 0)}{_name(pm, event)} {short(_words(pm, event), cells - 12)}"
        rows.append(_line(said, f"causes.event.{event}.what", "" if place else right))
    return rows


def _names(pm: Postmortem, events: tuple[str, ...]) -> list[str]:
    return [_name(pm, event) for event in _in_order(pm, events)]


def _name(pm: Postmortem, event: str) -> str:
    return event_names(pm.causes).get(event, event)


def _in_order(pm: Postmortem, events: tuple[str, ...]) -> list[str]:
    """Return base events in the order of their names: B1, B2 ..."""
    place = {name: at for at, name in enumerate(event_names(pm.causes))}
    return sorted(events, key=lambda event: (place.get(event, len(place)), event))


def _words(pm: Postmortem, event: str) -> str:
    return next((each.what for each in pm.causes.event if each.id == event and each.what), event)


def _first(events: tuple[str, ...]) -> str:
    return f"causes.event.{events[0]}.what" if events else ""


def _heading(words: str) -> BoardLine:
    return BoardLine(text=words, style="heading", selectable=False)


def _line(words: str, path: str = "", right: str = "") -> BoardLine:
    return BoardLine(path=path, text=f"   {words}", selectable=bool(path), right=right)


def _said() -> dict[str, str]:
    said: dict[str, str] = content.toml("guide/conclusions.toml")["say"]
    return said
