"""`pmtui tree`, as a shell runs it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from models import ABC, CORPUS, gate, measured, model, needs_corpus, vectors, written
from pmtui import cli
from pmtui.analysis.faulttree import coverage as covered
from pmtui.analysis.faulttree import settled
from pmtui.analysis.faulttree.analysis import analyse
from pmtui.analysis.faulttree.budget import Budget
from pmtui.commands import tree as command
from pmtui.exporters.faulttree import FORMATS
from pmtui.importers import mef
from shell import Done, pmtui

ROOT = Path(__file__).resolve().parents[1]
GITLAB = ROOT / "examples" / "2017-01-31-gitlab-database-outage.toml"
EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))
KEYS = [
    "top",
    "events",
    "gates",
    "complete",
    "cut_sets",
    "by_order",
    "single_points",
    "path_sets",
    "probability",
]
HEAD = 'format = 1\nid = "2026-11-24-disk-full"\ntitle = "The disk was full"\nkind = "production-outage"\n'
A = '<event name="a"/>'
ROWS = """
[[causes.gate]]
id = "g"
what = "Orders are lost"
inputs = ["a", "both"]
[[causes.gate]]
id = "both"
gate = "and"
inputs = ["b", "c", "b"]
[[causes.event]]
id = "a"
what = "The queue is full"
undeveloped = true
[[causes.event]]
id = "b"
state = "{}"
[[causes.event]]
id = "c"
[[causes.event]]
id = "d"
"""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `pmtui tree` in the test's own process."""
    monkeypatch.setenv("PMTUI_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> Done:
        status = cli.main(["tree", *map(str, words)])
        printed = capsys.readouterr()
        return Done(status, printed.out, printed.err)

    return run


@pytest.fixture
def put(tmp_path):
    """Write a file; return its path."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put


def refused(done: Done, path: Path) -> str:
    """Return the one line that says why nothing was printed."""
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"pmtui: {path}")
    assert done.err.count("\n") == 1
    return done.err


# -- for programs -----------------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("known", measured(), ids=lambda known: known["file"])
def test_figures_of_the_measured_trees(run, known):
    done = run(CORPUS / known["file"], "--format", "json")
    assert (done.status, done.err, done.out.count("\n")) == (0, "", 1)
    found = json.loads(done.out)
    assert list(found) == KEYS
    other = known["relibmss_0_21_1"]
    assert (found["top"], found["complete"]) == (known["top_gate"], True)
    assert (found["events"], found["gates"]) == (known["in_file"]["basic_events"], known["in_file"]["gates"])
    assert found["cut_sets"] == sum(found["by_order"]) == other["minimal_cut_sets"]
    assert found["path_sets"] == other["minimal_path_sets"]
    assert found["probability"] == pytest.approx(other["probability"], rel=1e-9)
    if "scram_0_16_2_bdd" in known:
        assert found["by_order"] == known["scram_0_16_2_bdd"]["by_order"]
        assert found["single_points"] == known["single_points_of_failure"]


@needs_corpus
@pytest.mark.parametrize(
    "known", [each for each in measured() if "cut_sets_sha256" in each], ids=lambda known: known["file"]
)
def test_all_cut_sets_of_the_measured_trees(run, known):
    done = run(CORPUS / known["file"], "--all")
    assert (done.status, done.err) == (0, "")
    assert hashlib.sha256(done.out.removesuffix("\n").encode()).hexdigest() == known["cut_sets_sha256"]


@pytest.mark.parametrize(
    "vector", [each for each in vectors() if each["coherent"]], ids=lambda each: each["id"]
)
def test_the_worked_examples(run, put, vector):
    path = put("x.xml", written(vector["gates"], vector["house_events"], vector["probabilities"] or {}))
    if "not" in {each["type"] for each in vector["gates"].values()}:
        assert "not coherent" in refused(run(path), path)
        return
    expected = vector["expect"]
    found = json.loads(run(path, "--format", "json", "--top", vector["top"]).out)
    assert found["single_points"] == expected["single_points_of_failure"]
    assert found["cut_sets"] == len(expected["minimal_cut_sets"])
    assert found["path_sets"] == len(expected["minimal_path_sets"])
    if vector["probabilities"]:
        assert found["probability"] == pytest.approx(expected["probability_exact"], rel=1e-12)
    sets = sorted((sorted(each) for each in expected["minimal_cut_sets"]), key=lambda each: (len(each), each))
    done = run(path, "--all", "--top", vector["top"])
    assert done.out == "".join(f"{' '.join(each)}\n" for each in sets)
    assert run(path, "--top", vector["top"]).status == 0


@pytest.mark.parametrize(
    ("gates", "words"),
    [
        (
            {"A": {"type": "or", "inputs": ["B", "x"]}, "B": {"type": "and", "inputs": ["A", "y"]}},
            "A > B > A",
        ),
        ({"A": {"type": "atleast", "k": 4, "inputs": ["x", "y", "z"]}}, "at least 4 of 3"),
        ({"A": {"type": "or", "inputs": []}}, '"A" is empty'),
        ({"A": {"type": "or", "inputs": ["x"]}, "B": {"type": "or", "inputs": ["y"]}}, "several top events"),
    ],
)
def test_what_must_be_refused(run, put, gates, words):
    path = put("x.xml", written(gates, {}, {}))
    for more in ([], ["--all"], ["--format", "json"], ["--to", "mef"]):
        assert words in refused(run(path, *more), path)


def test_the_figures_of_a_postmortem_go_by_ids(run, put):
    path = put("x.toml", HEAD + ROWS.format("confirmed"))
    assert json.loads(run(path, "--format", "json").out) == {
        "top": "g",
        "events": 4,
        "gates": 2,
        "complete": True,
        "cut_sets": 2,
        "by_order": [1, 1],
        "single_points": ["a"],
        "path_sets": 2,
        "probability": None,
    }
    assert run(path, "--all").out == "a\nb c\n"
    assert run(path, "--all", "--top", "both").out == "b c\n"


def test_cut_sets_up_to_an_order(run, put):
    path = put("x.xml", model(gate("g", f'<or>{A}<and><event name="b"/><event name="c"/></and></or>')))
    assert run(path, "--all").out == "a\nb c\n"
    assert run(path, "--all", "--max-order", "1").out == "a\n"
    assert run(path, "--all", "--format", "json", "--max-order", "9").out == "a\nb c\n"


@pytest.mark.parametrize("order", ["0", "-1", "two", "1.5", "", "\u0661", "9" * 5000])
def test_an_order_is_a_whole_number_from_1_on(order, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["tree", "x.xml", f"--max-order={order}"])
    assert stop.value.code == 2
    assert "is not a whole number from 1 on" in capsys.readouterr().err


def test_too_many_cut_sets_are_counted_not_listed(run, put, monkeypatch):
    monkeypatch.setattr(command, "MOST_LISTED", 4)
    gates = {f"g{n}": {"type": "or", "inputs": [f"a{n}", f"b{n}"]} for n in range(3)}
    path = put("x.xml", written({"top": {"type": "and", "inputs": list(gates)}, **gates}, {}, {}))
    assert "there are 8 cut sets, and up to 4 are listed: give --max-order K" in refused(
        run(path, "--all"), path
    )
    words = refused(run(path, "--all", "--max-order", "3"), path)
    assert "there are 8 cut sets, and up to 4 are listed: give a smaller --max-order" in words
    assert run(path, "--all", "--max-order", "2") == Done(0, "", "")
    assert run(path).status == 0


# -- over budget ------------------------------------------------------------------------------------------


@pytest.fixture
def over_budget(monkeypatch, put):
    """A tree whose cut sets are known up to some order only, with the budget there is."""
    small = Budget(diagrams=10, first_try=5, rungs=(), solutions=10, search=60)
    monkeypatch.setattr(command, "analyse", lambda tree: analyse(tree, small))
    gates = {f"g{n}": {"type": "or", "inputs": [f"a{n}", f"b{n}", f"c{n % 7}"]} for n in range(12)}
    top = {
        "top": {"type": "or", "inputs": ["one", "two", "rest"]},
        "rest": {"type": "and", "inputs": list(gates)},
    }
    path = put("x.xml", written({**top, **gates}, {}, {}))
    found = command.analyse(mef.read(path).tree)
    assert not found.complete
    assert found.known_order
    return path, found.known_order


def test_over_budget_the_figures_say_what_is_known(run, over_budget):
    path, known = over_budget
    done = run(path, "--format", "json")
    assert (done.status, done.err) == (0, "")
    found = json.loads(done.out)
    assert list(found) == KEYS
    assert (found["complete"], found["cut_sets"], found["path_sets"], found["probability"]) == (
        False,
        None,
        None,
        None,
    )
    assert found["by_order"] == [2, *[0] * (known - 1)]
    assert found["single_points"] == ["one", "two"]


def test_over_budget_cut_sets_are_listed_up_to_what_is_known(run, over_budget):
    path, known = over_budget
    words = refused(run(path, "--all"), path)
    assert (
        f"all cut sets up to order {known} are known; more may exist; list those with --max-order {known}"
        in words
    )
    assert refused(run(path, "--all", "--max-order", str(known + 1)), path) == words
    assert run(path, "--all", "--max-order", str(known)).out == "one\ntwo\n"


def test_over_budget_people_are_told_so(run, over_budget):
    path, known = over_budget
    done = run(path)
    assert (done.status, done.err) == (0, "")
    assert f"Over budget: all cut sets up to order {known}; more may exist. Known: 2 alone" in done.out
    assert "... and more; --max-order K lists all up to an order" in done.out
    assert "Minimal path sets: not known within the budget." in done.out


# -- for people -------------------------------------------------------------------------------------------


def test_the_report_of_a_model(run, put):
    gates = {
        "top": {"type": "or", "inputs": ["alone", "both"]},
        "both": {"type": "and", "inputs": ["x", "y"]},
    }
    path = put("x.xml", written(gates, {}, {"alone": 0.1, "x": 0.5, "y": 0.25}))
    assert (
        run(path).out
        == """\
Top event: top
2 gates, 3 base events

Single points of failure, each of which leads to it alone:
    alone

2 minimal cut sets: 1 alone, 1 pair
Minimal cut sets, smallest first. Where all of one occur, the top event does:
    1  alone
    2  x, y

2 minimal path sets. Keep all of one from happening, and it can't happen:
    1  alone, x
    2  alone, y

Probability of the top event: 0.2125 (exact, for independent base events)
Importance of base events:
    Birnbaum Q1 - Q0; criticality p(Q1 - Q0)/Q; diagnostic pQ1/Q;
    Fussell-Vesely P(a cut set with it occurs)/Q;
    RAW, risk achievement worth, Q1/Q; RRW, risk reduction worth, Q/Q0
    Q: probability of the top event; p: the base event's own;
    Q1, Q0: that of the top event with the base event certain, impossible
    Birnbaum  criticality  Fussell-V.  diagnostic  RAW    RRW
    0.875     0.4118       0.4706      0.4706      4.706  1.7    alone
    0.45      0.5294       0.5882      0.6471      2.588  2.125  y
    0.225     0.5294       0.5882      0.7647      1.529  2.125  x
"""
    )


def test_the_report_of_a_postmortem_says_events_in_words(run, put):
    action = '[[action]]\nid = "ac"\nbreaks = ["a", "c", "nothing"]\n'
    path = put(
        "x.toml",
        HEAD + ROWS.format("ruled-out").replace("undeveloped = true", 'state = "confirmed"') + action,
    )
    lines = run(path).out.splitlines()
    full = "The queue is full [a] (confirmed)"
    assert lines[:2] == ["Top event: Orders are lost [g]", "2 gates, 4 base events"]
    assert lines[3:5] == ["Single points of failure, each of which leads to it alone:", f"    {full}"]
    assert lines[6:10] == [
        "2 minimal cut sets: 1 alone, 1 pair",
        "Minimal cut sets, smallest first. Where all of one occur, the top event does:",
        f"    1  {full}",
        "    2  b (ruled out), c",
    ]
    assert lines[11:14] == [
        "What happened, by what is confirmed:",
        f"    1  {full}",
        "1 cut set is still possible, with nothing in it ruled out.",
    ]
    assert "    structural: Birnbaum's Q1 - Q0 with every probability at 1/2," in lines
    assert f"    0.75        1 alone            {full}" in lines
    assert "The planned actions break all 2 cut sets: none stays open." in lines


def test_actions_leave_cut_sets_open(run, put):
    path = put("x.toml", HEAD + ROWS.format("confirmed") + '[[action]]\nid = "ac"\nbreaks = ["b"]\n')
    lines = run(path).out.splitlines()
    assert "No cut set is confirmed as a whole: the tree or its evidence is not complete yet." in lines
    broken = lines.index("The planned actions break 1 of 2 cut sets; 1 stays open:")
    assert lines[broken + 1] == "    1  The queue is full [a] (not developed further)"
    assert lines[broken + 2 : broken + 4] == [
        "Still single points of failure:",
        "    The queue is full [a] (not developed further)",
    ]
    remarks = lines[lines.index("Remarks:") + 1 :]
    assert any("both" in words and "b" in words and "twice" in words for words in remarks)
    assert any("d" in words and "lead" in words for words in remarks)
    path.write_text(path.read_text().replace("breaks", 'status = "dropped"\nbreaks'))
    assert "No planned action breaks a base event yet." in run(path).out


@pytest.mark.parametrize(("value", "words"), [("true", "It always happens"), ("false", "It can't happen")])
def test_a_tree_that_is_settled_beforehand_is_said_in_words(run, put, value, words):
    path = put("x.xml", model(gate("g", f'<constant value="{value}"/>')))
    assert words in run(path).out
    assert run(path, "--all").out == ("\n" if value == "true" else "")
    found = json.loads(run(path, "--format", "json").out)
    assert (found["cut_sets"], found["by_order"], found["single_points"]) == (int(value == "true"), [], [])


def test_more_than_a_screen_holds_is_counted(run, put):
    events = [f"e{n:02}" for n in range(99)]
    path = put("x.xml", written({"top": {"type": "or", "inputs": events}}, {}, {}))
    lines = run(path).out.splitlines()
    assert "99 minimal cut sets: 99 alone" in lines
    assert "    ... and 79 more; --max-order K lists all up to an order" in lines
    assert "    ... and 89 more like these" in lines
    assert "   99  e98" in run(path, "--max-order", "1").out.splitlines()
    assert any(line.endswith("e39, and 59 more events") for line in lines)


def test_path_sets_that_are_long_and_many_are_counted_only(run, put):
    events = [f"e{n:02}" for n in range(60)]
    path = put("x.xml", written({"top": {"type": "atleast", "k": 2, "inputs": events}}, {}, {}))
    lines = run(path).out.splitlines()
    assert "60 minimal path sets, each of 59 events or more: too many to be listed here" in lines
    assert "    1  e00, e01" in lines
    assert not any(len(line) > 120 for line in lines)


@pytest.fixture
def not_listable(monkeypatch):
    """A tree whose sets are all counted, and too many in kind to be listed with the budget there is."""
    small = Budget(solutions=60)
    for where in (command, settled, covered):
        monkeypatch.setattr(where, "analyse", lambda tree, _budget=None: analyse(tree, small))
    votes = [(f"v{n}", [f"e-{n}{letter}" for letter in "abcde"]) for n in range(5)]
    rows = [f'[[causes.gate]]\nid = "{name}"\ngate = "atleast"\nk = 3\ninputs = {ins}' for name, ins in votes]
    top = f'[[causes.gate]]\nid = "top"\ngate = "atleast"\nk = 3\ninputs = {[name for name, _ in votes]}'
    events = [
        f'[[causes.event]]\nid = "{name}"\nstate = "{"ruled-out" if name == "e-4e" else "confirmed"}"'
        for _, names in votes
        for name in names
    ]
    action = '[[action]]\nid = "a1"\nwhat = "Limit it"\nbreaks = ["e-0a"]'
    return HEAD + "\n".join([top, *rows, *events, action]).replace("'", '"')


def test_what_can_be_counted_and_not_listed_is_said_so(run, put, not_listable):
    path = put("x.toml", not_listable)
    done = run(path)
    assert (done.status, done.err) == (0, "")
    assert "10,000 minimal cut sets: 10,000 of 9" in done.out
    assert "10,000 minimal path sets" in done.out
    assert done.out.count("(they are too many in kind to be listed)") == 4
    assert "What happened, by what is confirmed: too many combinations to be listed." in done.out
    assert "The planned actions break 3,600 of 10,000 cut sets; 6,400 stay open:" in done.out
    assert run(path, "--max-order", "8").status == 0
    assert "too many in kind to be listed" in refused(run(path, "--max-order", "9"), path)


def test_the_report_analyses_the_tree_of_a_postmortem_once(run, put, monkeypatch):
    """Beside it, the tree without what is not confirmed, without what is ruled out, without what breaks."""
    analysed = []
    for where in (command, settled, covered):
        monkeypatch.setattr(where, "analyse", lambda tree, *_: analysed.append(tree) or analyse(tree))
    action = '[[action]]\nid = "a1"\nwhat = "Limit it"\nbreaks = ["a"]'
    assert run(put("x.toml", HEAD + ROWS.format("ruled-out") + action)).status == 0
    assert len(analysed) == 4
    assert sum(tree == analysed[0] for tree in analysed) == 1


def test_what_is_said_apart_from_names_fits_80_columns(run, put):
    path = put("x.xml", written({"top": {"type": "atleast", "k": 2, "inputs": [*"abcdefghijkl"]}}, {}, {}))
    chances = dict.fromkeys("abcdefghijkl", 1.2345e-100)
    given = put("y.xml", written({"top": {"type": "and", "inputs": [*chances]}}, {}, chances))
    several = put("z.xml", written({"top": {"type": "and", "inputs": [*"abcdefghijkl"]}}, {}, {}))
    for each in (path, given, several):
        assert max(map(len, run(each).out.splitlines())) <= 80


def test_measures_where_the_top_event_has_no_chance_are_not_called_structural(run, put):
    """Every probability is given, one of them 0: what is in the table is Birnbaum's measure with those."""
    path = put("x.xml", written({"top": {"type": "and", "inputs": ["a", "b"]}}, {}, {"a": 0.0, "b": 0.5}))
    out = run(path).out
    assert "Probability of the top event: 0 (exact" in out
    assert "structural" not in out
    assert "    0.5       -            -           -           -    -    a" in out.splitlines()


def test_counts_beyond_reading_are_said_by_their_magnitude(run, put):
    gates = {f"g{n}": {"type": "or", "inputs": [f"a{n}", f"b{n}"]} for n in range(60)}
    path = put("x.xml", written({"top": {"type": "and", "inputs": list(gates)}, **gates}, {}, {}))
    lines = run(path).out.splitlines()
    assert "1.15e18 minimal cut sets: 1.15e18 of 60" in lines
    assert (
        "Each has 60 events or more, too many to be listed here; --max-order K lists all up to an order"
        in lines
    )
    assert json.loads(run(path, "--format", "json").out)["cut_sets"] == 2**60
    assert "there are 1.15e18 cut sets" in refused(run(path, "--all"), path)


@needs_corpus
def test_of_many_orders_the_first_are_said_and_the_last(run):
    [words] = [
        line for line in run(CORPUS / "das9209.xml").out.splitlines() if line.startswith("82,000,000,000")
    ]
    assert words.startswith("82,000,000,000 minimal cut sets: 10,077,696 of 10, 312,408,576 of 11, ")
    assert words.endswith(", 487,849,984 of 20, ..., 4,194,304 of 22")


# -- into other formats -----------------------------------------------------------------------------------


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("path", [GITLAB, "x.xml"], ids=["a postmortem", "a model"])
def test_a_tree_goes_into_each_format(run, put, tmp_path, to, path):
    put("x.xml", model(gate("g", f'<or>{A}<and><event name="b"/><event name="c"/></and></or>')))
    done = run(path, "--to", to)
    assert (done.status, done.err) == (0, "")
    starts = {"mef": "<?xml", "dot": "digraph ", "mermaid": "flowchart ", "svg": "<svg "}
    assert done.out.startswith(starts[to])
    assert run(path, "--to", to, "-o", "out") == Done(0, "", "")
    assert (tmp_path / "out").read_text(encoding="utf-8") == done.out
    if to == "mef":
        (tmp_path / "out").rename(tmp_path / "out.xml")
        assert run("out.xml", "--all") == run(path, "--all")


def test_the_file_itself_is_not_written_over(run, put, tmp_path):
    path = put("x.xml", raw := model(gate("g", f"<or>{A}</or>")))
    assert "the fault tree itself" in refused(run(path, "--to", "mef", "-o", path), path)
    assert path.read_bytes() == raw
    done = run(path, "--to", "mef", "-o", tmp_path / "none" / "out.xml")
    assert (done.status, done.err.count("\n")) == (2, 1)
    done = run(path, "-o", "out.txt")
    assert (done.status, done.out) == (2, "")
    assert "-o goes with --to" in done.err


# -- what is off ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.toml", HEAD, "no fault tree"),
        ("x.toml", HEAD + '[[causes.event]]\nid = "b"\n', "top event is not chosen"),
        ("x.toml", HEAD + '[[causes.gate]]\nid = "g"\n', "no input"),
        ("x.toml", HEAD + '[[causes.gate]]\nid = "g"\ninputs = ["x"]\n', "nothing of that name"),
        ("x.toml", HEAD + '[[causes.gate]]\nid = "g"\ninputs = ["g"]\n', "itself"),
        ("x.toml", "not = [", ""),
        ("x.toml", "", "empty"),
        ("x.toml", "<opsa-mef/>", ""),
        ("x.xml", "", "empty"),
        ("x.xml", HEAD, "not XML"),
        ("model", "\ufeff  <html/>", "not an Open-PSA model"),
        ("x.xml", model(gate("g", '<or><event name="&#x9b;31m&#x202e;"/></or>')), "\\x9b31m"),
        ("x.xml", model(gate("&#x9b;", '<or><gate name="&#x9b;"/></or>')), "itself"),
    ],
)
def test_a_file_that_is_off_is_refused_in_one_line(run, put, name, content, words):
    path = put(name, content)
    said = refused(run(path), path)
    assert words in said
    assert said[:-1].isprintable()


def test_files_that_are_none_are_refused_in_one_line(run, tmp_path):
    for name, words in (("none.xml", "no such file"), ("none", "no such file"), (".", "is a folder")):
        assert words in refused(run(tmp_path / name), tmp_path / name)
    (tmp_path / "folder.xml").mkdir()
    assert "is a folder" in refused(run("folder.xml"), Path("folder.xml"))


def test_a_postmortem_of_the_library_and_of_a_later_format(run, tmp_path):
    (tmp_path / "library").mkdir()
    text = GITLAB.read_text(encoding="utf-8").replace("format = 1", "format = 9", 1)
    (tmp_path / "library" / "2017-01-31-later.toml").write_text(text, encoding="utf-8")
    assert run("2017-01-31-later", "--all") == run(GITLAB, "--all")


def test_names_do_not_act_on_a_terminal(run, put):
    tree = gate("top&#x9b;31m", '<label>a &#x202e; b</label><or><event name="e&#x9b;2J"/></or>')
    path = put("x.xml", model(tree, '<define-basic-event name="e&#x9b;2J"/>'))
    for more in ([], ["--all"], ["--format", "json"]):
        done = run(path, *more)
        assert done.status == 0
        assert all(line.isprintable() for line in done.out.splitlines())


# -- another process --------------------------------------------------------------------------------------


def test_a_model_is_analysed_without_a_screen_and_without_a_postmortem(tmp_path):
    (tmp_path / "x.xml").write_bytes(model(gate("g", f"<or>{A}</or>"), ABC))
    code = "import sys; from pmtui.cli import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    for more in ([], ["--all"], ["--format", "json"], ["--to", "mef"], ["--to", "dot"]):
        done = subprocess.run(
            [sys.executable, "-c", code, "tree", "x.xml", *more],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        loaded = {name.partition(".")[0] for name in done.stderr.split()}
        assert "pmtui" in loaded
        assert not loaded & {"textual", "rich", "pydantic", "pydantic_core", "jinja2"}


@needs_corpus
def test_a_reader_may_leave_before_the_end(tmp_path):
    words = [sys.executable, "-m", "pmtui", "tree", str(CORPUS / "baobab1.xml"), "--all"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"e1 e14\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_the_shell_sees_it(tmp_path):
    done = pmtui(tmp_path, "tree", GITLAB, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["complete"] is True


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_have_trees_that_explain_what_happened(run, path):
    done = run(path)
    assert (done.status, done.err) == (0, "")
    assert "What happened, by what is confirmed:" in done.out
