"""Mermaid: what people typed can't be taken for syntax. Parsed with Mermaid 11.17 outside the tests."""

import re

from hypothesis import given, settings

from pmtui.drawing import mermaid
from pmtui.drawing.cells import one_line
from pmtui.model.postmortem import BasicEvent, Causes, Factor, Gate, Why
from strategies import linked_causes, texts

SAFE = re.compile(r'[^"`&<>%;\\*_~$|^#\n]+')
CODE = re.compile(r"#(\d+);")


def decoded(label: str) -> str:
    return CODE.sub(lambda match: chr(int(match[1])), label)


@given(texts)
def test_a_label_says_what_was_typed_in_safe_characters(text: str) -> None:
    label = mermaid.label(text)
    assert decoded(label).strip() == one_line(text)
    assert SAFE.fullmatch(CODE.sub("x", label))


def test_words_that_mean_something_to_mermaid_are_written_in_codes() -> None:
    labels = {
        text: mermaid.label(text) for text in ("1. item", "- item", "---", "%% x", "Ishikawa", "style a:b")
    }
    assert labels == {
        "1. item": "1#46; item",
        "- item": "#45; item",
        "---": "#45;--",
        "%% x": "#37;#37; x",
        "Ishikawa": "#73;shikawa",
        "style a:b": "style a#58;b",
    }
    assert mermaid.label(" \n") == "#32;"


@settings(max_examples=25, deadline=None)
@given(linked_causes())
def test_every_line_has_the_form_of_its_diagram(causes: Causes) -> None:
    words = r'[^"\n]*'
    node = rf'w\d+\["{words}"\]|problem\["{words}"\]|w\d+ -->(\|"{words}"\|)? (w\d+|problem)'
    assert all(re.fullmatch(node, line.strip()) for line in mermaid.ladder(causes).splitlines()[1:])
    gate = rf'n\d+\["{words}"\] --- n\d+g(\[/|\(\[|\{{\{{)"{words}"(\\\]|\]\)|\}}\}})'
    leaf = rf'n\d+\("{words}"\)(:::out)?|n\d+g --- n\d+'
    assert all(re.fullmatch(f"{gate}|{leaf}", line.strip()) for line in mermaid.tree(causes).splitlines()[2:])
    assert all(
        re.fullmatch(rf'n\d+(\("{words}"\)|\["{words}"\])', line.strip())
        for line in mermaid.mindmap(causes, str).splitlines()[1:]
    )
    assert len(mermaid.fish(causes, str).splitlines()) == len(mermaid.mindmap(causes, str).splitlines())


def test_the_fish_is_told_by_indentation_and_its_factors_are_short() -> None:
    causes = Causes(
        problem="It was down",
        bones=("people",),
        factor=(Factor(id="f", bone="people", what="a word " * 30, likely=True),),
        none_found=("tools",),
    )
    assert mermaid.fish(causes, str.title).splitlines() == [
        "ishikawa-beta",
        "  It was down",
        "    People",
        "      ● a word a word a word a word a word a…",
        "    Tools",
        "      looked, none found",
    ]


def test_shared_parts_are_drawn_once_with_every_line_to_them() -> None:
    causes = Causes(
        why=(
            Why(id="a", explains=("problem",)),
            Why(id="b", explains=("problem",)),
            Why(id="c", explains=("a", "b")),
        ),
        gate=(Gate(id="g", inputs=("h", "e")), Gate(id="h", gate="and", inputs=("e", "g"))),
        event=(BasicEvent(id="e", state="ruled-out"),),
        top="g",
    )
    assert len(re.findall("-->", mermaid.ladder(causes))) == 4
    assert len(re.findall(r"g --- ", mermaid.tree(causes))) == 4
    assert mermaid.tree(causes).count(":::out") == 1


def test_what_mermaid_would_refuse_for_its_size_is_known() -> None:
    assert mermaid.drawable(mermaid.ladder(Causes()))
    many = tuple(Why(id=f"w{number}", explains=("problem",)) for number in range(600))
    assert not mermaid.drawable(mermaid.ladder(Causes(why=many)))
