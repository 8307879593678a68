"""The causes in the Markdown: drawings, Mermaid that no viewer trips over, what the tree says."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from pmtui.exporters import html, markdown
from pmtui.exporters.sketches import WIDTH
from pmtui.model import tomlform
from pmtui.model.postmortem import Action, BasicEvent, Causes, Factor, Gate, Postmortem, RootCause, Why

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))


def rendered(causes: Causes, *actions: Action) -> str:
    return markdown.render(Postmortem(id="x", causes=causes, action=actions), NOW)


def fences(document: str) -> list[tuple[str, str]]:
    """Return the language and the text of each block of code."""
    tokens = MarkdownIt("commonmark").parse(document)
    return [(token.info, token.content) for token in tokens if token.type == "fence"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_carries_three_drawings_and_their_mermaid(path: Path) -> None:
    pm = tomlform.loads(path.read_text(encoding="utf-8"), path.name)
    found = fences(markdown.render(pm, NOW))
    assert [(language, text.split()[0]) for language, text in found if language != "text"] == [
        ("mermaid", "flowchart"),
        ("mermaid", "mindmap"),
        ("mermaid", "flowchart"),
    ]
    drawings = [text for language, text in found if language == "text"]
    assert len(drawings) == 4
    assert [text.startswith("ishikawa-beta\n") for text in drawings] == [False, False, True, False]
    assert all(
        len(row) <= WIDTH for text in drawings if not text.startswith("ish") for row in text.split("\n")
    )
    assert "═╡" in drawings[1]
    assert "B1" in drawings[3]


def test_no_viewer_is_given_a_diagram_that_it_may_not_know() -> None:
    document = rendered(Causes(factor=(Factor(id="f", bone="people", what="Two were awake"),)))
    assert not any(
        text.startswith("ishikawa") for language, text in fences(document) if language == "mermaid"
    )
    assert document.count("<details>") == document.count("</details>") == 2


def test_what_was_typed_can_t_end_a_block_of_code() -> None:
    hostile = "```\n# out\n</details><script>"
    document = rendered(
        Causes(
            problem=hostile,
            why=(Why(id="w", explains=("problem",), because=hostile),),
            factor=(Factor(id="f", bone=hostile, what=hostile),),
            gate=(Gate(id="g", what=hostile, inputs=("e",)),),
            event=(BasicEvent(id="e", what=hostile),),
        )
    )
    tokens = MarkdownIt("commonmark").parse(document)
    headings = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    assert not any(heading == "out" for heading in headings)
    html = [token.content for token in tokens if token.type == "html_block"]
    assert all(
        block.startswith(("<details>\n<summary>", "</details>")) and "script" not in block for block in html
    )
    assert not any(
        child.type == "html_inline" and child.content != "<br>"
        for token in tokens
        for child in token.children or ()
    )


def test_a_ladder_too_large_for_mermaid_is_drawn_in_text_alone() -> None:
    whys = tuple(
        Why(id=f"w{number}", explains=("problem",), because=f"Cause {number}.") for number in range(600)
    )
    found = fences(rendered(Causes(why=whys)))
    assert [language for language, _ in found] == ["text"]
    assert all(f"Cause {number}." in found[0][1] for number in (0, 599))


TREE = Causes(
    top="g",
    gate=(
        Gate(id="g", what="It is down", inputs=("b", "h")),
        Gate(id="h", what="Both", gate="and", inputs=("a", "c")),
    ),
    event=(
        BasicEvent(id="a", what="The disk is full", state="confirmed", evidence=("graph 7",)),
        BasicEvent(id="b", what="The network is split", state="ruled-out"),
        BasicEvent(id="c", what="No alert fires", state="confirmed", undeveloped=True),
    ),
)


def test_the_tree_says_what_was_enough_what_happened_and_what_is_open() -> None:
    document = rendered(TREE, Action(id="ac-1", what="Alert on 80 % of the disk", breaks=("c",)))
    section = document.partition("## Fault tree")[2]
    lines = [line for line in section.split("\n") if line.startswith("- ")]
    assert lines[:5] == [
        "- Enough for it, smallest first (minimal cut sets): B2; B1 + B3",
        "- Enough alone (single points of failure): B2",
        "- Confirmed as a whole, so this happened: B1 + B3",
        "- Still possible after what was ruled out: 1 of 2",
        "- Enough to prevent it, smallest first (minimal path sets): B1 + B2; B2 + B3",
    ]
    assert lines[5].startswith("- Actions: ")
    assert "| B1 | confirmed | graph 7 |  |  |" in section
    assert "| B3 | confirmed |  | no | A1 |" in section


@pytest.mark.parametrize(
    ("causes", "reason"),
    [
        (Causes(gate=(Gate(id="g", inputs=("h",)), Gate(id="h", inputs=("g",)))), "g"),
        (Causes(gate=(Gate(id="g", what="Down", gate="or"),)), "no input"),
        (
            Causes(
                gate=(Gate(id="g", inputs=("e",)), Gate(id="h", inputs=("e",))), event=(BasicEvent(id="e"),)
            ),
            "top",
        ),
    ],
)
def test_a_tree_that_can_t_be_worked_out_says_why_in_one_line(causes: Causes, reason: str) -> None:
    section = rendered(causes).partition("## Fault tree")[2]
    lines = [line for line in section.split("\n") if line.startswith("- ")]
    assert len(lines) == 1
    assert lines[0].startswith("- The tree can't be worked out yet: ")
    assert reason in lines[0]


def test_words_that_a_drawing_would_break_stand_in_full_beside_it() -> None:
    url = "https://wiki.example/a/very/long/path/to/the/runbook/of/the/database/team"
    causes = Causes(
        why=(
            Why(id="w", explains=("problem",), because=f"See {url}"),
            Why(id="v", explains=("w",), because="first line\nsecond line"),
            Why(id="u", explains=("v",), because="plain"),
        )
    )
    document = rendered(causes)
    assert f"| 1 | See <{url}> |" in document
    assert "| 1.1 | first line<br>second line |" in document
    assert "| 1.1.1 |" not in document


def test_sets_of_one_size_stand_in_the_order_of_their_numbers() -> None:
    events = tuple(BasicEvent(id=f"e{11 - n}", what=f"It is so {n}") for n in range(11))
    causes = Causes(
        top="g",
        gate=(Gate(id="g", what="Down", gate="or", inputs=tuple(event.id for event in reversed(events))),),
        event=events,
    )
    said = next(line for line in rendered(causes).split("\n") if line.startswith("- Enough alone"))
    assert said.endswith(": " + "; ".join(f"B{n}" for n in range(1, 12)))


def test_a_row_keeps_its_number_where_another_table_has_its_id() -> None:
    causes = Causes(
        problem="It is down",
        top="1",
        why=(Why(id="1", explains=("problem",), because="A why"),),
        factor=(Factor(id="1", bone="people", what="A factor", from_=("1",)),),
        gate=(Gate(id="1", what="Down", inputs=("2", "3")),),
        event=(BasicEvent(id="3", what="One event"), BasicEvent(id="2", what="Other event")),
        root=(RootCause(id="2", what="No root"), RootCause(id="1", what="A root", from_=("1",))),
    )
    document = rendered(causes, Action(id="1", what="An action", answers=("1",), breaks=("2",)))
    assert "- **F1** A factor\\\n  From: why 1\n" in document
    assert "- **R2** A root\\\n  From: why 1\\\n  Answered by: A1\n" in document
    assert "B1 One event" in document
    assert "B2 Other event" in document
    assert "minimal cut sets): B1; B2\n" in document
    assert "| B2 | A1 |" in document
    assert "| A1 | An action | R2 | Open |" in document


def test_causes_stand_by_actions_once_with_the_highest_level() -> None:
    causes = Causes(
        factor=(
            Factor(id="f1", bone="process", what="A factor on its own", likely=True),
            Factor(id="f2", bone="process", what="One with a reason", likely=True, note="Left as it is"),
        ),
        event=(BasicEvent(id="e", what="An event"),),
        root=(
            RootCause(id="r1", what="One"),
            RootCause(id="r2", what="Two", from_=("e",)),
            RootCause(id="r3", what="Three"),
        ),
    )
    actions = (
        Action(id="a", what="Write it down", level="administrative", answers=("r1",)),
        Action(id="b", what="Never mind", level="eliminate", answers=("r1", "r3"), status="dropped"),
        Action(id="c", what="Refuse it", level="engineering", answers=("r1",), breaks=("e",)),
        Action(id="d", what="Do it", answers=("r3",)),
    )
    document = rendered(causes, *actions)
    section = document.partition("### Causes by actions\n")[2].partition("\n#")[0]
    assert [line for line in section.split("\n") if line.startswith("|")] == [
        "| Cause | A1 | A3 | A4 | Highest level |",
        "| --- | --- | --- | --- | --- |",
        "| R1 | ● | ● |  | Engineering |",
        "| R2 |  | ◐ |  | open |",
        "| R3 |  |  | ● | not said |",
        "| F1 |  |  |  | open |",
        "| F2 |  |  |  | see note |",
    ]
    assert document.count("Causes by actions") == 1
    page = html.render(Postmortem(id="2026-11-24-x", causes=causes, action=actions), NOW)
    assert page.count("<h3>Causes by actions</h3>") == 1
    assert '<tr><th scope="row">R1</th><td>●</td><td>●</td><td></td><td>Engineering</td></tr>' in page


def test_causes_by_actions_is_left_out_without_actions_or_causes_or_with_too_many() -> None:
    root = Causes(root=(RootCause(id="r", what="One"),))
    many = [Action(id=f"a{n}", what="Do it", answers=("r",)) for n in range(21)]
    assert "Causes by actions" in rendered(root, *many[:20])
    assert "Causes by actions" not in rendered(root, *many)
    assert "Causes by actions" not in rendered(root)
    assert "Causes by actions" not in rendered(root, Action(id="a", what="Do it", status="dropped"))
    assert "Causes by actions" not in rendered(Causes(), Action(id="a", what="Do it"))


def test_the_first_of_many_sets_are_those_of_the_lowest_numbers() -> None:
    events = tuple(BasicEvent(id=f"e{40 - n}", what=f"It is so {n}") for n in range(12))
    inputs = tuple(event.id for event in events)
    either = rendered(Causes(top="g", gate=(Gate(id="g", what="Down", inputs=inputs),), event=events))
    assert "cut sets): B1; B2; B3; B4; B5; B6; B7; B8; B9; B10; and 2 more\n" in either
    both = Gate(id="g", what="Down", gate="and", inputs=inputs)
    needed = rendered(Causes(top="g", gate=(both,), event=events))
    assert "path sets): B1; B2; B3; B4; B5; B6; and 6 more\n" in needed
