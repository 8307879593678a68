"""Models that are off, or meant to harm: each is refused with one sentence, in bounded memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from models import ABC, CORPUS, gate, model, needs_corpus, vectors, written
from pmtui.errors import FileError, PmtuiError
from pmtui.importers import mef
from pmtui.importers.mef import limits

A = '<event name="a"/>'
ONE = gate("g", f"<or>{A}</or>")


def refused(raw: bytes, top: str | None = None) -> str:
    """Return why a model is refused: what it says, where, in one line."""
    with pytest.raises(PmtuiError) as error:
        mef.loads(raw, "x.xml", top)
    words = str(error.value)
    assert words.startswith("x.xml")
    assert error.value.status == 2
    assert "\n" not in words
    assert len(words) < 300
    return words


def off(tree: str, data: str = ABC) -> str:
    """Return why a tree is refused."""
    return refused(model(tree, data))


@pytest.mark.parametrize("kind", ["not", "xor", "iff", "nand", "nor", "imply", "cardinality"])
def test_what_is_not_coherent_is_refused_wherever_it_stands(kind):
    negation = f'<{kind} min="0" max="1">{A}</{kind}>'
    for formula in (
        negation,
        f"<or>{A}{negation}</or>",
        f"<and>{A}<or>{A}<and>{negation}</and></or></and>",
        f"<not><not>{A}</not></not>",
    ):
        assert "the tree is not coherent" in off(gate("g", formula))
    beside = gate("other", negation)
    assert 'gate "other" uses' in off(gate("g", f"<or>{A}</or>") + beside)
    assert "not coherent" in refused(model(ONE + beside), "g")


@needs_corpus
def test_the_measured_tree_that_is_not_coherent_is_refused():
    with pytest.raises(PmtuiError, match=r"das9601.xml:\d+: gate .* not coherent"):
        mef.read(CORPUS / "das9601.xml")


@pytest.mark.parametrize(
    "vector", [each for each in vectors() if not each["coherent"]], ids=lambda each: each["id"]
)
def test_the_worked_examples_that_are_not_coherent_are_refused(vector):
    assert "not coherent" in refused(written(vector["gates"], vector["house_events"], {}))


def test_loops_are_named_with_the_way_round():
    loop = gate("x", f'<and><gate name="y"/>{A}</and>') + gate("y", '<or><gate name="x"/></or>')
    assert "x > y > x" in off(loop)
    assert "x > y > x" in off(gate("top", f'<or><gate name="x"/>{A}</or>') + loop)
    assert "x > y > x" in refused(model(ONE + loop), "g")  # also where it does not lead to the top event
    assert "itself" in off(gate("g", f'<or><gate name="g"/>{A}</or>'))


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (gate("g", ""), '"g" is empty'),
        (gate("g", "<and/>"), '"g" is empty'),
        (gate("g", f"<or>{A}<and></and></or>"), '"g" is empty'),
        (gate("g", '<or><gate name="x"/></or>'), '"g" names "x", which is not defined'),
        (gate("g", '<or><event name="x"/></or>'), '"x", which is not defined'),
        (gate("g", '<or><basic-event name="x"/></or>'), '"x", which is not defined'),
        (gate("g", '<or><house-event name="x"/></or>'), '"x", which is not defined'),
        (gate("g", '<or><gate name="a"/></or>'), "as a gate; it is a base event"),
        (gate("g", '<or><event name="a" type="basic"/></or>'), "of the type"),
        (ONE + ONE, '"g" is defined twice'),
        (ONE + gate("a", "<or/>").replace("<or/>", f"<or>{A}</or>"), '"a" is defined twice'),
        (gate("g", f"{A}{A}"), "two formulas"),
        (gate("", f"<or>{A}</or>"), "has no name"),
        (gate("g", "<or><event/></or>"), "has no name"),
        (gate("g" * 300, f"<or>{A}</or>"), "longer than 250 characters"),
        (gate("g", f'<atleast min="2">{A}</atleast>'), "at least 2 of 1"),
        (gate("g", f'<atleast min="0">{A}</atleast>'), "at least 0 of 1"),
        (gate("g", f'<atleast min="-1">{A}</atleast>'), "at least -1 of 1"),
        (gate("g", f'<atleast min="two">{A}</atleast>'), "whole number"),
        (gate("g", f"<atleast>{A}</atleast>"), "whole number"),
        (gate("g", f"<inhibit>{A}</inhibit>"), "uses <inhibit>"),
        (gate("g", '<or><constant value="maybe"/></or>'), "true or false"),
        (gate("g", f"<or><event name='a'>{A}</event></or>"), "can't stand in"),
        ("<x/>", "can't stand in"),
        ('<include file="/etc/passwd"/>', "not opened"),
        ('<define-substitution name="s"/>', "substitutions"),
        ("", "no gate is defined"),
    ],
)
def test_what_is_off_in_a_tree(tree, words):
    assert words in off(tree)


@pytest.mark.parametrize(
    "value", ["nan", "inf", "-0.1", "1.0001", "1e999", "0x1", "1_0", "", "\u0661", "9" * 5000]
)
def test_probabilities_lie_between_0_and_1(value):
    words = off(ONE, f'<define-basic-event name="a"><float value="{value}"/></define-basic-event>')
    assert "is no number" in words or "not between 0 and 1" in words


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("", "not defined"),
        ('<define-parameter name="p"><float value="2"/></define-parameter>', "not between 0 and 1"),
        ('<define-parameter name="p"><parameter name="p"/></define-parameter>', "leads back to itself"),
    ],
)
def test_parameters_that_give_no_probability(parameters, words):
    data = f'<define-basic-event name="a"><parameter name="p"/></define-basic-event>{parameters}'
    assert words in off(ONE, data)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"hello", "not XML"),
        (b"{}", "not XML"),
        (b"<html/>", "not an Open-PSA model: it begins with <html>"),
        (b"<opsa-mef><define-fault-tree>", "it ends before its elements do"),
        (b"<opsa-mef></opsa></opsa-mef>", "not XML: mismatched tag"),
        (b"<opsa-mef>&foo;</opsa-mef>", "not XML: undefined entity"),
        (b"<opsa-mef>\x00</opsa-mef>", "not XML"),
        (b"<opsa-mef>\xff</opsa-mef>", "not UTF-8: line 1"),
        (b'<?xml version="1.0" encoding="utf-7"?><opsa-mef/>', 'the encoding "utf-7" is not read'),
        (b"<!-- ", "not XML"),
        (b"<opsa-mef/><opsa-mef/>", "not XML: junk after document element"),
    ],
)
def test_what_is_no_model_at_all(raw, words):
    assert words in refused(raw)


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
OUTSIDE = '<!ENTITY f SYSTEM "{}">'


@pytest.mark.parametrize(
    "declared",
    [
        f"<!DOCTYPE x [{BOMB}]>",
        "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>",
        "<!DOCTYPE x PUBLIC '-//x' '/dev/zero'>",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM '/dev/zero'>%p;]>",
        "<!-- -->\n<?x y?> <!DOCTYPE x []>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_read(declared, encoding):
    raw = f"{declared}<opsa-mef>&l11;</opsa-mef>".encode(encoding)
    assert steps(lambda: refused(raw)) < 1_000
    assert "declares a document type or entities" in refused(raw)


def test_an_entity_for_another_file_does_not_open_it(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_text("the secret", encoding="utf-8")
    raw = f"<!DOCTYPE x [{OUTSIDE.format(secret)}]><opsa-mef>&f;</opsa-mef>".encode()
    assert "secret" not in refused(raw)


def test_the_limits_are_said():
    many = "".join(gate(f"g{n}", A) for n in range(limits.GATES + 1))
    assert f"more than {limits.GATES:,} gates" in off(many)
    many = "".join(f'<define-basic-event name="e{n}"/>' for n in range(limits.EVENTS + 1))
    assert f"more than {limits.EVENTS:,} events" in off(ONE, many)
    assert f"more than {limits.INPUTS:,} inputs" in off(gate("g", f"<or>{A * limits.INPUTS}</or>"))
    assert "more than 100 of them" in off(gate("g", "<and>" * 50_000 + "</and>" * 50_000))
    assert "more than 100 of them" in off('<define-component name="c">' * 50_000)
    chain = "".join(gate(f"g{n}", f'<or><gate name="g{n + 1}"/></or>') for n in range(limits.LEVELS))
    assert "more than 1,000 of them" in off(chain + gate(f"g{limits.LEVELS}", A))
    assert 'label of "g" is longer than 10,000' in off(gate("g", f"<label>{'word ' * 2_001}</label>{A}"))
    assert "longer than 20,000 characters" in refused(
        b"<opsa-mef %s/>" % b"".join(b"a%d='' " % n for n in range(9_999))
    )


def test_the_page_about_fault_trees_says_the_limits():
    page = " ".join(
        (Path(__file__).parents[2] / "docs" / "fault-trees.md").read_text(encoding="utf-8").split()
    )
    said = (
        f"{limits.BYTES >> 20} MB, {limits.GATES:,} gates, {limits.EVENTS:,} events, {limits.INPUTS:,} inputs"
    )
    depths = f"elements {limits.NESTING} deep, gates {limits.LEVELS:,} deep"
    assert f"{said}, {depths}, labels of {limits.LABEL:,} characters" in page


def test_the_work_ends_at_the_limit():
    def work(count: int) -> int:
        raw = model("".join(gate(f"g{n}", A) for n in range(count)))
        return steps(lambda: refused(raw))

    assert work(60_000) < 1.01 * work(30_000)


def test_a_file_that_is_too_large_or_none_is_not_read(tmp_path):
    large = tmp_path / "large.xml"
    with large.open("wb") as file:
        file.truncate(limits.BYTES + 1)
    for path, words in (
        (large, "the limit is 8 MB"),
        (tmp_path, "is a folder"),
        (tmp_path / "none.xml", "there is no such file"),
        (tmp_path / "nul\0.xml", "is not a file's name"),
    ):
        with pytest.raises(FileError, match=words):
            mef.read(path)


PEAK = """
import sys
from pathlib import Path
from pmtui.errors import PmtuiError
from pmtui.importers import mef
try:
    mef.read(Path(sys.argv[1]))
except PmtuiError as error:
    print(error)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
@pytest.mark.parametrize(
    ("start", "part"),
    [
        ("<opsa-mef><define-fault-tree name='t'>", "<define-gate name='g{}'><event name='a'/></define-gate>"),
        ("<opsa-mef>", "<define-fault-tree name='t{}'>"),
        ("<opsa-mef><define-fault-tree name='t'><define-gate name='g'><or>", "<event name='e{}'/>"),
        ("<opsa-mef ", "a{}='>' "),
        ("<!DOCTYPE x [", "<!ENTITY e{} 'x'>"),
        ("<opsa-mef><define-fault-tree name='t'><define-gate name='g'><label>", "word {} "),
        ("<!-- ", "{} "),
    ],
    ids=["gates", "containers", "inputs", "attributes", "entities", "words", "a comment"],
)
def test_memory_is_bounded(tmp_path, start, part):
    path = tmp_path / "x.xml"
    with path.open("w", encoding="utf-8") as file:
        file.write(start)
        number = 0
        while file.tell() < limits.BYTES - 100:
            file.write("".join(part.format(number + each) for each in range(1_000)))
            number += 1_000
        file.truncate(limits.BYTES)
    done = subprocess.run(
        [sys.executable, "-c", PEAK, path], capture_output=True, text=True, timeout=60, check=True
    )
    said, peak = done.stdout.splitlines()
    assert said.startswith(str(path))
    assert int(peak) < 150_000  # kB


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw):
    try:
        mef.loads(raw, "x.xml")
    except PmtuiError as error:
        assert "\n" not in str(error)


PARTS = (
    *(
        "<or>",
        "</or>",
        "<and>",
        "</and>",
        '<atleast min="1">',
        "</atleast>",
        A,
        '<gate name="g"/>',
        '<gate name="h"/>',
    ),
    *(
        '<define-gate name="g">',
        '<define-gate name="h">',
        "</define-gate>",
        '<constant value="true"/>',
        "x",
        "<!-- -->",
    ),
    *(
        "<label>",
        "</label>",
        '<define-component name="c" role="private">',
        "</define-component>",
        "&#65;",
        "<![CDATA[",
    ),
)


@given(st.lists(st.sampled_from(PARTS), max_size=14))
def test_any_parts_are_read_or_refused(parts):
    try:
        read = mef.loads(model("".join(parts)), "x.xml")
    except PmtuiError as error:
        assert "\n" not in str(error)
    else:
        assert read.tree.top in {*read.tree.gates, *read.tree.events}
