"""The causes in the Markdown: drawings, Mermaid that no viewer trips over, what the tree says."""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from pmtui.exporters import markdown
from pmtui.exporters.sketches import WIDTH
from pmtui.model import tomlform
from pmtui.model.postmortem import Action, BasicEvent, Causes, Factor, Gate, Postmortem, Why

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
