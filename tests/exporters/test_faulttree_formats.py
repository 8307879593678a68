"""A fault tree in other formats: what is read back is the same tree, and what people typed breaks nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given

from models import CORPUS, cut_sets, measured, needs_corpus, trees
from pmtui.analysis.causes.fault_tree import causes_of, labelled_of, tree_of
from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.analysis.faulttree.tree import Gate, Tree, TreeError
from pmtui.exporters.faulttree import FORMATS, LARGEST_DRAWING, render
from pmtui.exporters.faulttree.identifiers import identifiers
from pmtui.importers import mef
from pmtui.model import tomlform
from strategies import NASTY

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
PORTABLE = re.compile(r"[^\W\d][\w]*(-\w+)*")


def back(labelled: Labelled) -> Labelled:
    """Return what is read from the tree's own model."""
    return mef.loads(render(labelled, "mef").encode(), "back.xml")


@given(trees())
def test_a_model_that_is_written_and_read_has_the_same_cut_sets(tree):
    read = back(Labelled(tree)).tree
    assert cut_sets(read) == cut_sets(tree)
    assert read.top == tree.top
    assert set(read.events) <= set(tree.events)
    assert read.probabilities == {
        name: tree.probabilities[name] for name in read.events if name in tree.probabilities
    }
    assert back(Labelled(read)).tree == read


@given(trees())
def test_a_model_is_as_strict_as_its_strictest_readers(tree):
    root = ET.fromstring(render(Labelled(tree), "mef"))
    defined = [each.get("name") for each in root.iter() if each.tag.startswith("define-")]
    assert len(defined) == len(set(defined))
    assert all(PORTABLE.fullmatch(name or "") for name in defined)
    for gate in root.iter("define-gate"):
        [formula] = [each for each in gate if each.tag not in ("label", "attributes")]
        inputs = [(each.tag, each.get("name")) for each in formula]
        assert len(inputs) == len(set(inputs)) != 1
        assert all(not len(each) for each in formula)  # flat
        assert {name for _, name in inputs} <= set(defined)
        if formula.tag == "atleast":
            assert 1 < int(formula.get("min") or 0) < len(inputs)


@needs_corpus
@pytest.mark.parametrize("known", measured(), ids=lambda known: known["file"])
def test_the_measured_trees_come_back_as_they_were(known):
    read = mef.read(CORPUS / known["file"])
    again = back(read)
    assert again.tree.gates == read.tree.gates
    assert set(again.tree.events) == set(read.tree.events)
    assert again.tree.probabilities == read.tree.probabilities


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_tree_of_a_postmortem_comes_back_with_its_words(path):
    causes = tomlform.loads(path.read_text(encoding="utf-8"), path.name).causes
    labelled = labelled_of(causes)
    again = back(labelled)
    assert again.tree.gates == labelled.tree.gates
    assert again.tree.top == labelled.tree.top
    assert set(again.tree.events) == set(labelled.tree.events)
    assert again.words == {name: words for name, words in labelled.words.items() if name in again.words}
    assert again.undeveloped == labelled.undeveloped


def test_a_base_event_alone_and_settled_events_are_written_too():
    alone = back(Labelled(Tree("a", {}, ("a",), {}, {"a": 0.5})))
    assert alone.tree.gates == {"top": Gate("or", ("a",))}
    assert alone.tree.probabilities == {"a": 0.5}
    tree = Tree("g", {"g": Gate("or", ("a", "b"))}, ("a", "b"), {"a": False, "unused": True})
    read = back(Labelled(tree)).tree
    assert (read.house, read.events) == ({"a": False}, ("b",))


@pytest.mark.parametrize("doubled", [1, 2, 5])
@pytest.mark.parametrize("k", [2, 3, 4])
def test_k_of_n_may_count_an_input_more_than_once(doubled, k):
    events = tuple(f"e{number}" for number in range(doubled + 2))
    gate = Gate("atleast", (*events, *events[:doubled], events[0]), k)
    tree = Tree("g", {"g": gate}, events)
    read = back(Labelled(tree)).tree
    assert cut_sets(read) == cut_sets(tree)
    assert all(len(set(each.inputs)) == len(each.inputs) for each in read.gates.values())


def test_identifiers_keep_portable_names_and_no_two_become_one():
    found = identifiers(["c d", "c_d", "c.d", "1", "", "-", "a--b", "b-1", "c d"])
    assert found == {
        "c_d": "c_d",
        "b-1": "b-1",
        "c d": "c_d_2",
        "c.d": "c_d_3",
        "1": "n1",
        "": "unnamed",
        "-": "unnamed_2",
        "a--b": "a_b",
    }


@pytest.mark.parametrize("words", NASTY, ids=ascii)
@pytest.mark.parametrize("to", FORMATS)
def test_nasty_words_break_no_format(words, to):
    tree = Tree("g", {"g": Gate("and", ("a", "b", words))}, ("a", "b", words))
    labelled = Labelled(tree, {"g": words, "a": words}, frozenset({"b"}))
    document = render(labelled, to)
    assert document.endswith("\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", document)
    if to == "mef":
        read = mef.loads(document.encode())
        assert len(read.tree.gates["g"].inputs) == 3
        assert read.words.get("a", "") == re.sub("[\x00-\x1f\x7f-\x9f]", "\ufffd", " ".join(words.split()))
        assert read.undeveloped == {"b"}
    elif to == "svg":
        ET.fromstring(document)
    elif to == "dot":
        for line in document.splitlines()[1:-1]:  # each statement is one line, its strings closed
            assert re.fullmatch(r'  (?:[^"\\]|"(?:[^"\\]|\\.)*")*;', line), line


def test_shapes_of_the_graph():
    gates = {"g": Gate("atleast", ("a", "b", "h", "i"), 2), "i": Gate("or", ("a",))}
    labelled = Labelled(Tree("g", gates, ("a", "b"), {"h": True}), {"a": 'say "a" & \\b'}, frozenset({"b"}))
    assert render(labelled, "dot").splitlines()[4:] == [
        '  g1 [shape=box, label="g\\n2 of 4"];',
        '  g2 [shape=box, label="i\\nOR"];',
        '  e1 [shape=ellipse, label="say \\"a\\" &amp; \\\\b"];',
        '  e2 [shape=diamond, label="b"];',
        '  e3 [shape=house, label="h"];',
        "  g1 -> e1;",
        "  g1 -> e2;",
        "  g1 -> e3;",
        "  g1 -> g2;",
        "  g2 -> e1;",
        "}",
    ]


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")
@given(trees())
def test_graphviz_reads_the_graph(tree):
    document = render(Labelled(tree), "dot")
    done = subprocess.run(
        ["dot", "-Tplain"], input=document, capture_output=True, text=True, timeout=60, check=True
    )
    nodes = [line for line in done.stdout.splitlines() if line.startswith("node ")]
    assert len(nodes) == document.count("[shape=")


@given(trees())
def test_a_tree_from_elsewhere_as_causes_is_the_same_tree(tree):
    causes = causes_of(Labelled(tree))
    again = tree_of(causes, settled=True)
    named = {event.id: event.what for event in causes.event}
    assert {frozenset(named[name] for name in each) for each in cut_sets(again)} == cut_sets(tree)
    assert tree_of(causes).house == {}


@pytest.mark.parametrize("to", ["mermaid", "svg"])
def test_what_is_too_large_to_be_looked_at_is_not_drawn(to):
    events = tuple(f"e{number}" for number in range(LARGEST_DRAWING // 2))
    with pytest.raises(TreeError, match="too large for a drawing: 3,001"):
        render(Labelled(Tree("g", {"g": Gate("or", events)}, events)), to)


@pytest.mark.parametrize("to", ["mermaid", "svg"])
def test_shared_gates_are_drawn_once(to):
    gates = {
        f"g{n}": Gate("or", (f"g{n + 1}", f"g{n + 1}", "a")) for n in range(60)
    }  # 2 to the 60th ways down
    gates["g60"] = Gate("and", ("a", "b"))
    document = render(Labelled(Tree("g0", gates, ("a", "b"))), to)
    assert len(document) < 200_000
