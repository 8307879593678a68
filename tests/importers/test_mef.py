"""Open-PSA models: what is read, and what of it becomes the tree."""

from __future__ import annotations

import pytest

from effort import steps
from models import ABC, CORPUS, cut_sets, gate, measured, model, needs_corpus, vectors, written
from pmtui.analysis.faulttree.tree import Gate, TreeError
from pmtui.importers import mef


def sets(raw: bytes, top: str | None = None) -> set[frozenset[str]]:
    """Return the minimal cut sets of a model, without the engine."""
    return cut_sets(mef.loads(raw, "x.xml", top).tree)


def test_gates_events_and_their_words_are_read_in_the_order_of_the_file():
    tree = gate("top", '<label>It  is\ndown</label><and><gate name="g"/><event name="c"/></and>')
    tree += gate("g", '<atleast min="2"><basic-event name="a"/><basic-event name="b"/></atleast>')
    data = """
        <define-basic-event name="b"><label>Second</label><float value="0.25"/></define-basic-event>
        <define-basic-event name="a">
          <attributes><attribute name="flavor" value="undeveloped"/></attributes>
          <int value="1"/>
        </define-basic-event>
        <define-basic-event name="c"/>"""
    read = mef.loads(model(tree, data))
    assert read.tree.top == "top"
    assert read.tree.gates == {"top": Gate("and", ("g", "c")), "g": Gate("atleast", ("a", "b"), 2)}
    assert read.tree.events == ("b", "a", "c")
    assert read.tree.probabilities == {"b": 0.25, "a": 1.0}
    assert read.words == {"top": "It is down", "b": "Second"}
    assert read.undeveloped == {"a"}
    assert (read.gates, read.events, read.remarks) == (2, 3, ())
    assert read.said("top") == "It is down"
    assert read.said("c") == "c"


@needs_corpus
@pytest.mark.parametrize("known", measured(), ids=lambda known: known["file"])
def test_the_measured_trees_are_read_whole(known):
    read = mef.read(CORPUS / known["file"])
    assert read.tree.top == known["top_gate"]
    assert {"gates": read.gates, "basic_events": read.events} == known["in_file"]
    assert len(read.tree.probabilities) == read.events


@needs_corpus
def test_reading_takes_some_calls_for_each_element():
    raw = (CORPUS / "baobab1.xml").read_bytes()
    assert steps(lambda: mef.loads(raw)) < 100 * raw.count(b"<")


@pytest.mark.parametrize(
    "vector", [each for each in vectors() if each["coherent"]], ids=lambda each: each["id"]
)
def test_the_worked_examples_have_their_cut_sets(vector):
    raw = written(vector["gates"], vector["house_events"], vector["probabilities"] or {})
    if "not" in {each["type"] for each in vector["gates"].values()}:
        with pytest.raises(TreeError, match="not coherent"):
            mef.loads(raw)
        return
    read = mef.loads(raw, "x.xml", vector["top"])
    expected = {frozenset(names) for names in vector["expect"]["minimal_cut_sets"]}
    assert cut_sets(read.tree) == expected
    assert read.tree.probabilities == (vector["probabilities"] or {})


def test_formulas_within_formulas_become_gates_of_their_own():
    formula = """<or>
      <and><event name="a"/><or><event name="b"/><event name="c"/></or></and>
      <atleast min="2"><event name="a"/><event name="b"/><and><event name="c"/></and></atleast></or>"""
    read = mef.loads(model(gate("g", formula)))
    assert list(read.tree.gates) == ["g", "g.1", "g.1.1", "g.2", "g.2.1"]
    assert read.gates == 1
    assert cut_sets(read.tree) == {frozenset("ab"), frozenset("ac"), frozenset("bc")}


def test_a_gate_that_is_made_takes_no_name_from_the_file():
    tree = gate("g", '<or><and><event name="a"/><event name="g.1"/></and></or>')
    read = mef.loads(model(tree, ABC + '<define-basic-event name="g.1"/>'))
    assert list(read.tree.gates) == ["g", "g.2"]
    assert cut_sets(read.tree) == {frozenset({"a", "g.1"})}


def test_a_gate_can_pass_an_event_through_and_formulas_can_hold_constants():
    assert sets(model(gate("g", '<event name="a"/>'))) == {frozenset("a")}
    assert sets(model(gate("g", '<or><constant value="false"/><event name="a"/></or>'))) == {frozenset("a")}
    assert sets(model(gate("g", '<or><constant value="true"/><event name="a"/></or>'))) == {frozenset()}
    assert sets(model(gate("g", '<and><constant value="false"/><event name="a"/></and>'))) == set()


@pytest.mark.parametrize(("value", "truth"), [("true", True), ("false", False), (None, False)])
def test_house_events_are_false_where_nothing_is_said(value, truth):
    constant = f'<constant value="{value}"/>' if value else ""
    data = f'{ABC}<define-house-event name="h">{constant}</define-house-event>'
    tree = gate("g", '<and><house-event name="h"/><event name="a"/></and>')
    assert mef.loads(model(tree, data)).tree.house == {"h": truth}


def test_base_events_need_no_definition_where_the_file_defines_none():
    tree = gate("g", '<or><basic-event name="x"/><basic-event name="y"/></or>')
    read = mef.loads(model(tree, ""))
    assert read.tree.events == ("x", "y")
    assert read.events == 2
    with pytest.raises(TreeError, match='"x", which is not defined'):
        mef.loads(model(tree, ABC))


def test_the_top_event_is_the_one_gate_that_is_no_input_or_the_one_that_is_named():
    two = gate("g", '<or><event name="a"/></or>') + gate("h", '<or><event name="b"/></or>')
    with pytest.raises(TreeError, match='several top events: "g" and "h"; choose one with --top'):
        mef.loads(model(two))
    assert sets(model(two), "h") == {frozenset("b")}
    assert sets(model(two), "c") == {frozenset("c")}
    with pytest.raises(TreeError, match='nothing in it is called "x"'):
        mef.loads(model(two), "", "x")


COMPONENTS = """<opsa-mef><define-fault-tree name="t">
  <define-gate name="top"><or>{first}{second}</or></define-gate>
  <define-component name="A" role="private">
    <define-gate name="g"><or><basic-event name="e"/><basic-event name="open"/></or></define-gate>
    <define-basic-event name="e"/>
    <define-component name="C"><define-basic-event name="open" role="public"/></define-component>
  </define-component>
  <define-component name="B" role="private">
    <define-gate name="g"><or><basic-event name="e"/></or></define-gate>
    <define-basic-event name="e"/>
  </define-component>
</define-fault-tree></opsa-mef>"""


def test_private_names_are_known_in_their_container_and_by_their_path():
    first, second = '<gate name="A.g"/>', '<gate name="t.B.g"/>'
    found = sets(COMPONENTS.format(first=first, second=second).encode())
    assert found == {frozenset({"t.A.e"}), frozenset({"t.B.e"}), frozenset({"open"})}
    with pytest.raises(TreeError, match='"g", which is not defined'):
        mef.loads(COMPONENTS.format(first='<gate name="g"/>', second=second).encode())
    with pytest.raises(TreeError, match='"e", which is not defined'):
        mef.loads(COMPONENTS.format(first='<event name="e"/>', second=second).encode())


def test_probabilities_come_from_figures_and_parameters_and_from_nothing_else():
    events = {
        "a": '<float value=" 1.5E-2 "/>',
        "b": '<parameter name="p"/>',
        "c": '<exponential><float value="1"/><parameter name="nothing"/></exponential>',
    }
    data = "".join(
        f'<define-basic-event name="{name}">{value}</define-basic-event>' for name, value in events.items()
    )
    data += '<define-parameter name="p"><parameter name="q"/></define-parameter>'
    data += '<define-parameter name="q"><float value="0.5"/></define-parameter>'
    read = mef.loads(model(gate("g", '<or><event name="a"/></or>'), data))
    assert read.tree.probabilities == {"a": 0.015, "b": 0.5}
    [remark] = read.remarks
    assert '"c" has an expression' in remark


def test_what_is_no_part_of_a_fault_tree_is_left_out_and_said():
    more = '<define-event-tree name="e"><x/></define-event-tree></opsa-mef>'
    common = (
        '<define-CCF-group name="c" model="beta-factor"><members/></define-CCF-group></define-fault-tree>'
    )
    tree = (
        '<attributes><attribute name="kind" value="priority-and"/></attributes><and><event name="a"/></and>'
    )
    data = '<define-basic-event name="a"><float value="0.5"/></define-basic-event>'
    raw = model(gate("g", tree), data).replace(b"</opsa-mef>", more.encode())
    read = mef.loads(raw.replace(b"</define-fault-tree>", common.encode()))
    assert read.tree.probabilities == {}
    assert [words.split(",")[0].split(":")[0] for words in read.remarks] == [
        "Left out",
        "Groups of common causes are left out",
        "The order in which inputs must occur is dropped",
    ]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ' encoding="UTF-16"'),
        ("latin-1", ' encoding="ISO-8859-1"'),
    ],
)
def test_encodings(encoding, declared):
    tree = gate("g", '<label>D\xfcnn</label><or><event name="a"/></or>')
    raw = model(tree, before=f'<?xml version="1.0"{declared}?>').decode().encode(encoding)
    assert mef.loads(raw).words == {"g": "D\xfcnn"}


def test_a_document_type_that_declares_nothing_is_no_matter():
    tree = gate("g", '<or><event name="a"/></or>')
    for before in (
        "<!DOCTYPE opsa-mef>",
        '<?xml version="1.0"?>\n<!-- <!DOCTYPE x [ -->\n<!DOCTYPE opsa-mef >',
    ):
        assert sets(model(tree, before=before)) == {frozenset("a")}
