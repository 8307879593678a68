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
    events = _Events(sight.pm)
    return [
        *_sets(events, found, sight.cells),
        *_happened(events, found, sight.cells),
        *_left_open(sight.pm, found, sight.cells),
        *_fixes(events, found, sight.cells),
        *_importance(events, found),
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


def _sets(events: _Events, found: Conclusions, cells: int) -> list[BoardLine]:
    said, analysis = _said(), found.analysis
    if analysis is None:
        return []
    if analysis.certain or analysis.impossible:
        return [_heading(said["always"] if analysis.certain else said["never"])]
    total = analysis.cut_sets
    head = said["enough"] if total is not None else said["enough_to"].format(order=analysis.known_order)
    happened = set(found.happened.happened) if found.happened else set()
    shown = _listed(found, events.ruled_out)
    out = [_heading(head)]
    for each in shown:
        out += _set(events, each, cells, _mark(each, happened, events.ruled_out))
    more = (total or len(found.cut_sets)) - len(shown)
    return [*out, _line(said["more"].format(count=f"{more:,}"))] if more > 0 else out


def _listed(found: Conclusions, ruled_out: set[str]) -> Sets:
    """Return the cut sets that are shown: those still possible first, each part smallest first."""
    return tuple(sorted(found.cut_sets, key=lambda each: not ruled_out.isdisjoint(each))[:SETS_SHOWN])


def _mark(events: tuple[str, ...], happened: set[tuple[str, ...]], ruled_out: set[str]) -> str:
    said = _said()
    if events in happened:
        return said["happened_mark"]
    if not ruled_out.isdisjoint(events):
        return said["ruled_out"]
    return said["single"] if len(events) == 1 else ""


def _happened(events: _Events, found: Conclusions, cells: int) -> list[BoardLine]:
    said, happened = _said(), found.happened
    if happened is None:
        return []
    listed = _listed(found, events.ruled_out)
    further = [each for each in happened.happened if each not in listed]
    if happened.happened and not further:
        return []  # they are marked in the list
    told = [_line(events.told(each), _first(each)) for each in further[:SETS_SHOWN]]
    none = map(_line, wrapped(said["none_confirmed"], cells - 3))
    return [_heading(said["happened"]), *(told or none)]


def _left_open(pm: Postmortem, found: Conclusions, cells: int) -> list[BoardLine]:
    if found.breaking is None:
        return []
    told = [line for each in sentences(pm, found.breaking) for line in wrapped(each, cells - 3)]
    return [_heading(_said()["coverage"]), *map(_line, told)]


def _fixes(events: _Events, found: Conclusions, cells: int) -> list[BoardLine]:
    said = _said()
    if not found.path_sets:
        return []
    return [
        _heading(said["fixes"]),
        *(line for each in found.path_sets[:PATHS_SHOWN] for line in _set(events, each, cells)),
    ]


def _importance(events: _Events, found: Conclusions) -> list[BoardLine]:
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
    known = analysis.probability is not None
    return head + [_weight(events, one, known=known) for one in found.importance[:SETS_SHOWN]]


def _weight(events: _Events, one: Importance, *, known: bool) -> BoardLine:
    """Return the line of a base event: its measures in columns, or its structural one and its cut sets."""
    if known:
        measures = (one.birnbaum, one.criticality, one.fussell_vesely, one.diagnostic, one.raw, one.rrw)
        right = "".join(f"{'-' if value is None else f'{value:.3g}':>6}" for value in measures)
    else:
        right = _said()["weight"].format(
            value=f"{one.birnbaum or 0:.3g}", count=f"{sum(one.sets_by_order):,}"
        )
    words = events.named(one.event, 24 if known else 40)
    return _line(words, f"causes.event.{one.event}.what", right)


def _set(events: _Events, those: tuple[str, ...], cells: int, right: str = "") -> list[BoardLine]:
    """Return a set of base events: their names, then their words in a row each, as far as it is short."""
    if len(those) > SPELT_OUT:
        return [_line(events.told(those), _first(those), right)]
    return [
        _line(
            f"{'+ ' * (place > 0)}{events.named(event, cells - 12)}",
            f"causes.event.{event}.what",
            "" if place else right,
        )
        for place, event in enumerate(events.in_order(those))
    ]


class _Events:
    """The base events of a postmortem: their short names B1, B2 ..., their words, which are ruled out."""

    def __init__(self, pm: Postmortem) -> None:
        self._names = event_names(pm.causes)
        self._words = {event.id: event.what or event.id for event in pm.causes.event}
        self._places = {event: at for at, event in enumerate(self._names)}
        self.ruled_out = {event.id for event in pm.causes.event if event.state == "ruled-out"}

    def in_order(self, events: tuple[str, ...]) -> list[str]:
        """Return base events in the order of their names."""
        return sorted(events, key=lambda event: (self._places.get(event, len(self._places)), event))

    def told(self, events: tuple[str, ...]) -> str:
        """Return a set of base events by their names."""
        return " + ".join(self._names.get(event, event) for event in self.in_order(events))

    def named(self, event: str, cells: int) -> str:
        """Return a base event's name, and its words in so many cells."""
        return f"{self._names.get(event, event)} {short(self._words.get(event, event), cells)}"


def _first(events: tuple[str, ...]) -> str:
    return f"causes.event.{events[0]}.what" if events else ""


def _heading(words: str) -> BoardLine:
    return BoardLine(text=words, style="heading", selectable=False)


def _line(words: str, path: str = "", right: str = "") -> BoardLine:
    return BoardLine(path=path, text=f"   {words}", selectable=bool(path), right=right)


def _said() -> dict[str, str]:
    said: dict[str, str] = content.toml("guide/conclusions.toml")["say"]
    return said
