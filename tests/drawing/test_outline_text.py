"""The fault tree and the ladder in text."""

from pmtui.drawing.ladder import ladder
from pmtui.drawing.tree import tree
from pmtui.model.postmortem import BasicEvent, Causes, Gate, Why


def test_a_tree_with_every_kind_of_node() -> None:
    causes = Causes(
        top="top",
        gate=(
            Gate(id="top", what="Checkout is down", gate="and", inputs=("any", "vote", "gone", "none")),
            Gate(id="any", what="The primary is gone", gate="or", inputs=("disk", "net")),
            Gate(id="vote", what="Two replicas lag", gate="atleast", k=2, inputs=("disk", "load", "any")),
            Gate(id="none", what="", gate="or"),
        ),
        event=(
            BasicEvent(id="disk", what="The disk is full", state="confirmed"),
            BasicEvent(id="net", what="The network is split", state="ruled-out"),
            BasicEvent(id="load", what="Load is high", undeveloped=True),
            BasicEvent(id="alone", what="Nobody was told"),
        ),
    )
    drawing = tree(causes, 80)
    assert drawing.rows == (
        "[& AND] Checkout is down",
        "├─ [≥1 OR] The primary is gone",
        "│  ├─ ○ ✓ The disk is full  (shared)",
        "│  └─ ○ ✗ The network is split",
        "├─ [≥2 of 3] Two replicas lag",
        "│  ├─ ○ ✓ The disk is full  (shared)",
        "│  ├─ ◇ ? Load is high",
        "│  └─ [≥1 OR] The primary is gone  (as above)",
        "├─ ? gone (names nothing)",
        "└─ [≥1 OR] (no words yet)",
        "   └─ no inputs yet",
        "In no gate yet",
        "○ ? Nobody was told",
    )
    assert [spot.path for spot in drawing.spots] == [
        "causes.gate.top.what",
        "causes.gate.any.what",
        "causes.event.disk.what",
        "causes.event.net.what",
        "causes.gate.vote.what",
        "causes.event.disk.what",
        "causes.event.load.what",
        "causes.gate.any.what",
        "causes.gate.top.inputs",
        "causes.gate.none.what",
        "causes.gate.none.inputs",
        "causes.event.alone.what",
    ]


def test_a_loop_ends_where_it_closes() -> None:
    causes = Causes(
        top="a",
        gate=(Gate(id="a", what="A", inputs=("b",)), Gate(id="b", what="B", gate="and", inputs=("a", "b"))),
    )
    assert tree(causes, 80, plain=True).rows == (
        "[>=1 OR] A",
        "`- [& AND] B",
        "   |- [>=1 OR] A  (as above)",
        "   `- [& AND] B  (as above)",
    )


def test_without_a_top_event_that_is_said_first() -> None:
    causes = Causes(event=(BasicEvent(id="a", what="A"), BasicEvent(id="b", what="B")))
    assert tree(causes, 80).rows == ("No top event is chosen yet", "○ ? A", "○ ? B")
    assert tree(Causes(), 80).rows == ("no gate and no event yet",)


def test_a_tree_of_thousands_of_levels_keeps_its_width_and_every_gate() -> None:
    gates = tuple(Gate(id=f"g{n}", what=f"Gate {n}.", inputs=(f"g{n + 1}",)) for n in range(5000))
    rows = tree(Causes(gate=gates, top="g0"), 80).rows
    assert max(map(len, rows)) <= 80
    assert any("Gate 4999." in row and "(level 5000)" in row for row in rows)


LADDER = Causes(
    problem="Checkout was down",
    why=(
        Why(
            id="a",
            explains=("problem",),
            because="The disk was full",
            leg="happened",
            confidence="fact",
            evidence=("x", "y"),
        ),
        Why(id="b", explains=("a",), because="Logs are kept for ever", stop="changeable"),
        Why(id="c", explains=("problem",), because="No alert fired", leg="not-caught", confidence="guess"),
        Why(id="d", explains=("c", "a"), because="Disks are in no inventory", leg="slow"),
    ),
)


def test_a_ladder_as_it_is_drawn() -> None:
    assert ladder(LADDER, 80).rows == (
        "Checkout was down",
        "│  How it could happen:",
        "├─ 1. The disk was full  (fact, 2 sources)",
        "│  ├─ 1.1. Logs are kept for ever  ■ ours to change",
        "│  │  How it took so long to notice or to recover:",
        "│  └─ 1.2. Disks are in no inventory",
        "│  How it was not caught before:",
        "└─ 2. No alert fired  (a guess, no source)",
        "   └─ 1.2. (as above)",
    )
    assert ladder(Causes(), 80).rows == ("The problem is not said yet", "└─ no why yet")
