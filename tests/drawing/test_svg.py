"""The drawings as SVG: well formed, whole, nothing over another, whatever was typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from pmtui.drawing.svg import fish, ladder, timeline, tree
from pmtui.drawing.svg.sheet import Sheet
from pmtui.drawing.svg.tree_plan import PAGE
from pmtui.model.postmortem import BasicEvent, Causes, Clock, Factor, Gate, Postmortem, TimelineEvent, Why
from pmtui.store import files
from strategies import postmortems
from svg_reader import SVG, Drawn, squeezed

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
HOSTILE = [
    "<script>alert(1)</script>",
    "]]> --> &amp; &#0; \"quotes\" 'and' <svg onload=x>",
    "nul \x00 bell \x07 escape \x1b[31m delete \x7f",
    "bidi \u202e turned \u2066 inside \u2069 out",
    "lone \ud800 surrogate, no character \ufffe \uffff",
    "W" * 5000,
    "\u6f22" * 400,
    "e\u0301" * 200,
    "\u0301" * 50,
    "emoji \U0001f525 and right to left \u05d0\u05d1",
    "tab\tand\nline\r\nends\u2028here\x85",
    "",
    "   ",
]
SHEETS: dict[str, Callable[[Postmortem], Sheet]] = {
    "fish": lambda pm: fish.sheet(pm.causes, str.title),
    "ladder": lambda pm: ladder.sheet(pm.causes),
    "tree": lambda pm: tree.sheet(pm.causes),
    "timeline": timeline.sheet,
}


def typed(pm: Postmortem, name: str) -> list[str]:
    """Return the words that a drawing has to show."""
    causes = pm.causes
    return {
        "fish": [*(factor.what for factor in causes.factor), causes.problem],
        "ladder": [*(why.because for why in causes.why), causes.problem],
        "tree": [*(gate.what for gate in causes.gate), *(event.what for event in causes.event)],
        "timeline": [text for event in pm.timeline for text in (event.what, event.lane, event.believed)],
    }[name]


def checked(pm: Postmortem, name: str) -> Drawn:
    """Draw, and assert what holds of every drawing."""
    sheet = SHEETS[name](pm)
    drawn = Drawn(sheet.element())
    missing = [text for text in typed(pm, name) if squeezed(text) not in drawn.words]
    assert not missing
    assert not drawn.overlaps()
    assert all(box.inside(drawn.frame) for box in drawn.text_boxes())
    bands = [Drawn(band) for band in sheet.bands()]
    lines = Counter(line for band in bands for line in band.lines)
    assert not Counter(drawn.lines) - lines
    for upper, lower in pairwise(bands):
        assert upper.frame.bottom == lower.frame.top
        assert (upper.frame.left, upper.frame.right) == (lower.frame.left, lower.frame.right)
    assert bands[0].frame.top == drawn.frame.top
    assert bands[-1].frame.bottom == drawn.frame.bottom
    return drawn


@pytest.mark.parametrize("name", SHEETS)
@given(postmortems())
def test_any_postmortem_is_drawn_whole(name: str, pm: Postmortem) -> None:
    checked(pm, name)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_drawn_whole_and_no_line_is_cut_between_bands(path: Path, name: str) -> None:
    pm = files.read(path).pm
    drawn = checked(pm, name)
    bands = [Drawn(band) for band in SHEETS[name](pm).bands()]
    assert Counter(drawn.lines) == Counter(line for band in bands for line in band.lines)
    assert all(box.inside(band.frame) for band in bands for box in band.text_boxes())
    assert drawn.frame.right - drawn.frame.left < PAGE + 40


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_words(text: str) -> None:
    pm = Postmortem.model_construct(
        id="x",
        kind=text,
        causes=Causes.model_construct(
            problem=text,
            bones=(text,),
            top="g",
            why=(Why.model_construct(id="w", explains=("problem",), because=text, evidence=(text,)),),
            factor=(Factor.model_construct(id="f", bone=text, what=text, likely=True),),
            gate=(Gate.model_construct(id="g", what=text, inputs=("b", text)),),
            event=(BasicEvent.model_construct(id="b", what=text),),
        ),
        timeline=(TimelineEvent.model_construct(id="e", what=text, lane=text, phase=text, believed=text),),
    )
    for name in SHEETS:
        drawn = checked(pm, name)
        drawn.svg.encode("utf-8")
        assert "<script" not in drawn.svg
        assert not set(drawn.svg) & set("\x00\x07\x1b\x7f\u202e\u2066")


def test_what_is_drawn_does_not_depend_on_the_run() -> None:
    pm = files.read(EXAMPLES[0]).pm
    for draw in SHEETS.values():
        assert draw(pm).element() == draw(pm).element()


def test_an_empty_postmortem_is_drawn_too() -> None:
    for name in SHEETS:
        checked(Postmortem(id="x"), name)


# The fish


def bones(count: int, factors: int) -> Causes:
    names = tuple(f"bone {place}" for place in range(count))
    random = Random(count)
    return Causes(
        problem="The shop was down for two hours.",
        bones=names,
        factor=tuple(
            Factor(
                id=f"f-{place}",
                bone=random.choice(names),
                what=f"Factor {place} " + "that was so " * random.randrange(6),
                likely=random.choice([True, False, None]),
            )
            for place in range(factors)
        ),
    )


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 7, 13, 40])
def test_a_fish_has_any_number_of_bones(count: int) -> None:
    causes = bones(count, 3 * count)
    drawn = checked(Postmortem(id="x", causes=causes), "fish")
    assert all(squeezed(f"bone {place}".title()) in drawn.words for place in range(count))
    assert drawn.frame.right - drawn.frame.left < 1500


def test_a_fish_tells_looked_at_from_not_looked_at_and_likely_from_not_likely() -> None:
    causes = Causes(
        problem="Down.",
        bones=("a", "b", "c"),
        none_found=("b",),
        factor=(
            Factor(id="1", bone="a", what="one", likely=True),
            Factor(id="2", bone="a", what="two", likely=False),
            Factor(id="3", bone="a", what="three"),
        ),
    )
    drawn = Drawn(fish.fish(causes, str))
    assert drawn.lines.count("looked, none found") == 1
    assert drawn.lines.count("not looked at yet") == 1
    assert drawn.marks("pmd-line", "pmd-dashed") == 1
    assert [line for line in drawn.lines if "likely" in line] == ["likely", "not likely"]
    assert "F3 three" in drawn.lines


# The ladder


def whys(count: int) -> Causes:
    random = Random(count)
    rows = []
    for place in range(count):
        above = "problem" if place < 3 else f"w-{random.randrange(max(0, place - 9), place)}"
        also = (f"w-{random.randrange(place)}",) if place and random.random() < 0.1 else ()
        rows.append(
            Why(
                id=f"w-{place}",
                explains=(above, *also),
                because=f"Answer {place} " + "is longer " * random.randrange(9),
                confidence=random.choice(["fact", "inference", "guess", None]),
                stop=random.choice(["changeable", None]),
                evidence=("log",) * random.randrange(3),
            )
        )
    return Causes(problem="The shop was down.", why=tuple(rows))


def test_a_ladder_says_how_sure_it_is_and_why_it_ends() -> None:
    causes = Causes(
        problem="Down.",
        why=(
            Why(
                id="a",
                explains=("problem",),
                because="first",
                leg="happened",
                confidence="fact",
                evidence=("x",),
            ),
            Why(id="b", explains=("a",), because="second", leg="slow", confidence="guess", stop="changeable"),
            Why(id="c", explains=("a", "b"), because="third", confidence="inference"),
        ),
    )
    drawn = Drawn(ladder.ladder(causes))
    assert drawn.lines == [
        *("Down.", "How it could happen", "1", "first", "fact, 1 piece of evidence"),
        *("1.1", "second", "How it took so long to notice or to recover"),
        *("a guess, no evidence named", "ends here: ours to change"),
        *("1.1.1", "third", "inferred, no evidence named", "1.1.1", "as above"),
        "An arrow leads from a cause to what it explains.",
    ]


def test_a_ladder_of_any_depth_and_a_circle_are_drawn() -> None:
    chain = [Why(id="w0", explains=("problem",), because="rung 0.")]
    chain += [Why(id=f"w{n}", explains=(f"w{n - 1}",), because=f"rung {n}.") for n in range(1, 600)]
    drawn = Drawn(ladder.ladder(Causes(why=tuple(chain))))
    assert squeezed("rung 599.") in drawn.words
    circle = (Why(id="a", explains=("b",), because="one"), Why(id="b", explains=("a",), because="two"))
    checked(Postmortem(id="x", causes=Causes(why=circle)), "ladder")


# The tree


@st.composite
def trees(draw: st.DrawFn) -> Causes:
    """Give fault trees whose gates name gates, events and nothing, loops among them."""
    gates = draw(st.integers(1, 9))
    events = draw(st.integers(0, 14))
    names = [f"g-{place}" for place in range(gates)] + [f"b-{place}" for place in range(events)] + ["nothing"]
    some = st.lists(st.sampled_from(names), max_size=9)
    return Causes(
        top="g-0",
        gate=tuple(
            Gate(
                id=f"g-{place}",
                what=draw(st.sampled_from(["", "short", "a gate of some more words than fit on a line"])),
                gate=draw(st.sampled_from(["and", "or", "atleast"])),
                k=draw(st.sampled_from([None, 1, 2])),
                inputs=tuple(draw(some)),
            )
            for place in range(gates)
        ),
        event=tuple(
            BasicEvent(
                id=f"b-{place}",
                what="an event " * draw(st.integers(0, 8)),
                state=draw(st.sampled_from([None, "confirmed", "ruled-out", "unknown"])),
                undeveloped=draw(st.sampled_from([None, True])),
            )
            for place in range(events)
        ),
    )


@given(trees())
def test_no_part_of_a_tree_lies_over_another(causes: Causes) -> None:
    drawn = checked(Postmortem(id="x", causes=causes), "tree")
    boxes = drawn.boxes("pmd-box", "pmd-head")
    assert not [(a, b) for place, a in enumerate(boxes) for b in boxes[:place] if a.over(b)]
    texts = drawn.text_boxes()
    assert not [(a, b) for a in texts for b in boxes if a.over(b) and not a.inside(b, 2)]
    assert drawn.frame.right - drawn.frame.left <= PAGE + 40


@given(trees())
def test_each_gate_is_drawn_once(causes: Causes) -> None:
    lines = Counter(Drawn(tree.tree(causes)).lines)
    symbols = lines["AND"] + lines["OR"] + sum(n for line, n in lines.items() if "/" in line)
    kinds = Counter(gate.gate for gate in causes.gate)
    assert symbols == len(causes.gate) + len(kinds)  # and each kind in the legend


def test_a_tree_says_the_state_of_each_leaf_and_where_the_rest_is() -> None:
    causes = Causes(
        top="g",
        gate=(
            Gate(id="g", what="It fails", gate="atleast", k=2, inputs=("b", "c", "h")),
            Gate(id="h", what="Both", gate="and", inputs=("b", "h", "gone")),
        ),
        event=(
            BasicEvent(id="b", what="one", state="confirmed", probability=0.25),
            BasicEvent(id="c", what="two", state="ruled-out", undeveloped=True),
            BasicEvent(id="d", what="three"),
        ),
    )
    drawn = Drawn(tree.tree(causes))
    assert {"2/3", "AND", "B1 one", "B2 two", "B3 three", "p = 0.25", "in 2 places"} <= set(drawn.lines)
    assert {"confirmed", "ruled out", "not known", "drawn at 1"} <= set(drawn.lines)
    assert squeezed("gone (not described)") in drawn.words
    assert drawn.lines.count("1") == 2  # beside the gate, and where it is used


def fault_tree(events: int) -> Causes:
    random = Random(events)
    gates = events // 3
    inputs: list[list[str]] = [[] for _ in range(gates)]
    for place in range(1, gates):
        inputs[random.randrange(max(0, place - 6), place)].append(f"g-{place}")
    for place in range(events):
        inputs[random.randrange(gates)].append(f"b-{place}")
    return Causes(
        top="g-0",
        gate=tuple(
            Gate(id=f"g-{n}", what=f"Gate {n}", inputs=tuple(names)) for n, names in enumerate(inputs)
        ),
        event=tuple(BasicEvent(id=f"b-{n}", what=f"Event {n} takes place") for n in range(events)),
    )


@pytest.mark.parametrize("events", [30, 100, 300])
def test_a_large_tree_grows_in_height(events: int) -> None:
    drawn = checked(Postmortem(id="x", causes=fault_tree(events)), "tree")
    assert drawn.frame.right - drawn.frame.left <= PAGE + 40


def test_a_tree_of_any_depth_is_drawn() -> None:
    gates = [Gate(id=f"g-{n}", what=f"Gate {n}", inputs=(f"g-{n + 1}",)) for n in range(3000)]
    gates.append(Gate(id="g-3000", what="The last", inputs=("b",)))
    drawn = Drawn(tree.tree(Causes(top="g-0", gate=tuple(gates), event=(BasicEvent(id="b", what="end"),))))
    assert "B1 end" in drawn.lines


# The timeline


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_a_timeline_says_each_time_as_exactly_as_it_is_known() -> None:
    events = (
        TimelineEvent(id="late", at=at(25, 9), precision="day", what="some time that day"),
        TimelineEvent(id="a", at=at(24, 13, 5), precision="minute", lane="db", what="to the minute"),
        TimelineEvent(id="n", what="no time, but after the one before"),
        TimelineEvent(id="b", at=at(24, 14), precision="approximate", lane="db", what="about"),
        TimelineEvent(id="c", at=at(24, 17), until=at(24, 17, 20), lane="app", what="long", believed="fine"),
    )
    clock = Clock.model_validate({"started": at(24, 13), "detected": at(24, 14), "resolved": at(25, 13)})
    pm = Postmortem(id="x", zone="Europe/Madrid", clock=clock, timeline=events)
    drawn = checked(pm, "timeline")
    lines = drawn.lines[drawn.lines.index("Tuesday 24 November 2026") :]
    assert lines == [
        *("Tuesday 24 November 2026", "Started", "14:00", "db", "to the minute", "14:05"),
        *("no time, but after the one before", "Detected", "15:00", "db", "about", "~15:00"),
        *("3 h later", "app", "long", "believed then: fine", "18:00-18:20"),
        *("1 day later", "Wednesday 25 November 2026", "some time that day", "Resolved", "14:00"),
        *("exact", "about then", "lasted, or some time within", "some time that day"),
        *("key moment", "the impact lasts"),
    ]
    strip = " ".join(drawn.lines[: drawn.lines.index("Tuesday 24 November 2026")])
    assert "Detected 2026-11-24 15:00, 1 h later" in strip
    assert "Resolved 2026-11-25 14:00, 24 h later" in strip


@pytest.mark.parametrize("lanes", [1, 7, 8, 9, 30])
def test_actors_have_a_line_each_as_far_as_there_is_room(lanes: int) -> None:
    events = tuple(
        TimelineEvent(id=f"e-{place}", at=at(24, place % 24), lane=f"lane {place % lanes}", what="x")
        for place in range(2 * lanes)
    )
    drawn = checked(Postmortem(id="x", timeline=events), "timeline")
    xs = {circle.get("cx") for circle in drawn.root.iter(f"{SVG}circle")}
    assert len(xs) == min(lanes, timeline.LANES) + 1  # and the one in the legend


def test_moments_that_lie_close_together_keep_their_words_apart() -> None:
    for minutes in ((0, 0, 0, 0, 0, 600), (0, 598, 599, 599, 600, 600), (0, 1, 2, 3, 4, 600)):
        names = ("started", "detected", "declared", "acknowledged", "mitigated", "resolved")
        moments = {
            name: at(24, 0) + timedelta(minutes=later) for name, later in zip(names, minutes, strict=True)
        }
        checked(Postmortem(id="x", clock=Clock.model_validate(moments)), "timeline")


# The work grows with the drawing


def rows(count: int) -> Postmortem:
    random = Random(count)
    at = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
    events = []
    for place in range(count):
        at += timedelta(minutes=random.choice([0, 1, 2, 5, 30, 200, 3000]))
        events.append(
            TimelineEvent(
                id=f"e-{place}",
                at=at if random.random() < 0.9 else None,
                until=at + timedelta(minutes=7) if random.random() < 0.2 else None,
                precision=random.choice(["exact", "minute", "approximate", "hour", "day", None]),
                lane=f"lane {random.randrange(12)}",
                what="It was seen " * random.randrange(1, 8),
            )
        )
    return Postmortem(id="x", zone="Europe/Madrid", timeline=tuple(events))


LARGE: dict[str, Callable[[int], Postmortem]] = {
    "fish": lambda size: Postmortem(id="x", causes=bones(size // 10, size)),
    "ladder": lambda size: Postmortem(id="x", causes=whys(size)),
    "tree": lambda size: Postmortem(id="x", causes=fault_tree(size)),
    "timeline": rows,
}


@pytest.mark.parametrize("name", LARGE)
def test_the_work_does_not_grow_faster_than_the_drawing(name: str) -> None:
    small, large = LARGE[name](120), LARGE[name](480)
    checked(large, name)
    few, many = (steps(lambda pm=pm: SHEETS[name](pm).bands()) for pm in (small, large))
    assert many < 6 * few
