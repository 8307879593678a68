"""The commands without a screen, as a shell runs them: what they print, where, and their exit status."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pmtui.checks import check
from pmtui.exporters import export
from pmtui.model import tomlform
from shell import Done, pmtui

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))
WEAK = sorted((ROOT / "tests" / "weak").glob("*.toml"))
GITLAB = ROOT / "examples" / "2017-01-31-gitlab-database-outage.toml"

SMALL = 'format = 1\nid = "2026-11-24-disk-full"\ntitle = "The disk was full"\nkind = "production-outage"\n'


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path) -> Run:
    """Run `pmtui` in a folder of the test's own, with its library in there."""

    def run(*words: str | Path, **environ: str) -> Done:
        at = {"PMTUI_LIBRARY": str(tmp_path / "library"), "TERM": "xterm-256color"}
        return pmtui(tmp_path, *words, **at | environ)

    return run


@pytest.fixture
def written(tmp_path) -> Callable[[str | bytes], Path]:
    """Write a file to be read by a command."""

    def written(content: str | bytes) -> Path:
        path = tmp_path / "2026-11-24-incident.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return written


def objects(printed: str) -> list[dict[str, Any]]:
    """Return what is printed as an object a line."""
    return [json.loads(line) for line in printed.splitlines()]


# -- check ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weak", WEAK, ids=lambda path: path.stem)
def test_check_lists_each_finding_with_file_field_rule_why_and_next(run, weak):
    done = run("check", weak)
    assert done.status == 1
    assert done.err == ""
    lines = done.out.splitlines()
    found = check(tomlform.loads(weak.read_text(encoding="utf-8"), weak.name), datetime.now(UTC))
    assert found
    for finding in found:
        head = re.compile(
            rf"{re.escape(str(weak))}:\d+:\d+: {finding.path}: {finding.severity} {finding.rule}: "
        )
        [at, *_] = [n for n, line in enumerate(lines) if head.match(line)] or [None]
        assert at is not None, head
        assert lines[at + 1].startswith("    why:  ")
        assert lines[at + 2].startswith("    next: ")
        assert all(len(line) > len("    next: ") for line in lines[at + 1 : at + 3])
    assert len([line for line in lines if line.startswith(f"{weak}:")]) == len(found)


def test_check_of_the_examples_is_clean(run):
    done = run("check", *EXAMPLES)
    assert (done.status, done.err) == (0, "")
    assert not [line for line in done.out.splitlines() if re.search(r": (error|warning) ", line)]


def test_check_names_fields_that_open_takes(run):
    [weak, *_] = WEAK
    fields = {record["field"] for record in objects(run("check", "--format", "json", weak).out)}
    assert len(fields) > 3
    for field in sorted(fields)[:4]:  # all of them are tried beneath the command line
        assert "needs a terminal" in run("open", weak, "--at", field).err


def test_check_for_machines_holds_the_same_of_all_files(run):
    done = run("check", "--format", "json", *WEAK)
    assert (done.status, done.err) == (1, "")
    records = objects(done.out)
    assert {record["path"] for record in records} == {str(path) for path in WEAK}
    places = {"line", "column", "end_line", "end_column"}
    for record in records:
        assert set(record) == {"path", "field", "rule", "severity", "message", "why", "next", *places}
        assert record["severity"] in {"error", "warning", "hint"}
        assert all(record[name] for name in ("field", "rule", "message", "why", "next"))
        assert all(record[name] >= 1 for name in places)
        assert (record["line"], record["column"]) <= (record["end_line"], record["end_column"])
    plain = [line for line in run("check", *WEAK).out.splitlines() if not line.startswith("    ")]
    assert len(plain) == len(records)


def test_check_for_machines_of_nothing_is_nothing(run):
    assert run("check", "--format", "json", GITLAB) == Done(0, "", "")


@pytest.mark.parametrize("break_", ["\n", "\r\n"], ids=ascii)
def test_check_names_the_place_in_the_file(run, written, break_):
    path = written(
        f'{SMALL}summary = "The disk \\u2013 full. The engineer forgot to look."\n\n[impact]\nslo = "-"\n'
    )
    path.write_bytes(path.read_bytes().replace(b"\n", break_.encode()))
    found = {record["field"]: record for record in objects(run("check", "--format", "json", path).out)}
    lines = path.read_text(encoding="utf-8").splitlines()
    named = found["summary"]
    assert named["rule"].startswith("blame.")
    assert named["line"] == named["end_line"] == 5
    assert lines[4][named["column"] - 1 : named["end_column"] - 1].startswith("The engineer forgot")
    missing = found["impact.users"]
    assert (missing["line"], missing["column"], missing["end_column"]) == (7, 1, len("[impact]") + 1)


@pytest.mark.parametrize(
    ("least", "status"), [("error", 0), ("warning", 1), ("hint", 1)], ids=["error", "warning", "hint"]
)
def test_check_fails_from_the_severity_on_that_is_named(run, written, least, status):
    path = written(f'{SMALL}summary = "The engineer forgot to look at the disk."\n')
    severities = {record["severity"] for record in objects(run("check", "--format", "json", path).out)}
    assert "warning" in severities
    assert "error" not in severities
    assert run("check", "--fail-on", least, path).status == status
    assert run("check", path).status == 0


def test_check_of_a_folder_is_that_of_the_postmortems_in_it(run, tmp_path):
    folder = tmp_path / "postmortems"
    folder.mkdir()
    for weak in WEAK[:2]:
        (folder / weak.name).write_bytes(weak.read_bytes())
    (folder / "tool.toml").write_text("[tool.other]\nwidth = 3\n", encoding="utf-8")
    (folder / "notes.md").write_text("The engineer forgot it.", encoding="utf-8")
    done = run("check", folder)
    assert (done.status, done.err) == (1, "")
    assert {line.split(":")[0] for line in done.out.splitlines() if line[0] != " "} == {
        str(folder / weak.name) for weak in WEAK[:2]
    }
    (folder / "2026-11-23-broken.toml").write_text("title = [", encoding="utf-8")
    done = run("check", folder)
    assert done.status == 2
    assert "2026-11-23-broken.toml" in done.err
    assert WEAK[1].name in done.out


def test_check_of_a_folder_without_postmortems_says_so(run, tmp_path):
    done = run("check", tmp_path)
    assert (done.status, done.out) == (2, "")
    assert f"{tmp_path}: there is no .toml file in this folder" in done.err
    done = run("check", tmp_path / "none")
    assert (done.status, done.out) == (2, "")
    assert "there is no such file" in done.err


def test_check_goes_on_after_a_file_that_is_off(run, written):
    done = run("check", written("title = ["), WEAK[0])
    assert done.status == 2
    assert "2026-11-24-incident.toml" in done.err
    assert WEAK[0].name in done.out


def test_check_takes_an_id_of_the_library(run, tmp_path):
    [weak, *_] = WEAK
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / weak.name).write_bytes(weak.read_bytes())
    done = run("check", weak.stem)
    assert done.status == 1
    assert f"library/{weak.name}:" in done.out


# -- export -----------------------------------------------------------------------------------------------


def without_the_day(document: str) -> str:
    """Take out the words that say when the document was made, if it has such."""
    return re.sub(r"(?m)^.*\b(Exported|Made|Written out)\b.*$", "", document)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_export_prints_what_the_renderer_gives(run, example):
    done = run("export", example, "--to", "md")
    pm = tomlform.loads(example.read_text(encoding="utf-8"), example.name)
    assert (done.status, done.err) == (0, "")
    assert without_the_day(done.out) == without_the_day(export(pm, "md", datetime.now(UTC)))


def test_export_writes_the_same_into_a_file(run, tmp_path):
    target = tmp_path / "out.md"
    done = run("export", GITLAB, "--to", "md", "-o", target)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert without_the_day(target.read_text(encoding="utf-8")) == without_the_day(run("export", GITLAB).out)


def test_export_of_the_file_over_itself_is_refused(run, written):
    path = written(SMALL)
    done = run("export", path, "-o", path)
    assert done.status == 2
    assert path.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("target", ["no/such/folder/out.md", "."])
def test_export_to_where_nothing_can_be_written_says_so(run, target):
    done = run("export", GITLAB, "-o", target)
    assert (done.status, done.out) == (2, "")
    assert "can't be written" in done.err
    assert len(done.err.splitlines()) == 2


def test_export_to_a_reader_that_goes_away_is_quiet(tmp_path):
    command = f'"{sys.executable}" -m pmtui export "{GITLAB}" | head -c 10; echo " ${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, timeout=60, cwd=tmp_path, check=False
    )
    assert done.stderr == ""
    assert done.stdout.split()[-1] in {"0", "141"}


# -- list -------------------------------------------------------------------------------------------------


def test_list_shows_what_is_there_and_what_can_not_be_read(run, tmp_path):
    library = tmp_path / "library"
    library.mkdir()
    (library / GITLAB.name).write_bytes(GITLAB.read_bytes())
    (library / "2026-11-24-disk-full.toml").write_text(SMALL, encoding="utf-8")
    (library / "2026-11-23-broken.toml").write_text("title = [", encoding="utf-8")
    done = run("list")
    assert (done.status, done.err) == (0, "")
    first, second, third = done.out.splitlines()
    assert first.startswith("2026-11-24-disk-full")
    assert first.endswith("The disk was full")
    assert "2026-11-23-broken" in second
    assert "can't be read" in second
    assert "GitLab" in third


def test_list_of_an_empty_library_says_how_to_begin(run, tmp_path):
    done = run("list", "--library", tmp_path / "elsewhere")
    assert (done.status, done.err) == (0, "")
    assert "elsewhere" in done.out
    assert "pmtui new" in done.out
    assert not (tmp_path / "elsewhere").exists()


# -- what is off ------------------------------------------------------------------------------------------

OFF = {
    "no TOML": ('title = "half a line\n', ":1:", "valid TOML"),
    "no TOML further down": ('format = 1\ntitle = "x"\nzone = = 3\n', ":3:", "valid TOML"),
    "twice the same": ('format = 1\nid = "2026-11-24-x"\nid = "2026-11-24-y"\n', ":3:", "TOML"),
    "a wrong type": ('format = 1\nid = "2026-11-24-x"\ntitle = 3\n', "title", "expected text"),
    "a wrong type deep down": (
        'format = 1\nid = "2026-11-24-x"\n[[action]]\nid = "ac-1"\nwhat = ["a"]\n',
        "action.ac-1.what",
        "expected text",
    ),
    "a table that is text": ('format = 1\nid = "2026-11-24-x"\ntimeline = "soon"\n', "timeline", "expected"),
    "no postmortem": ("[tool.ruff]\nline-length = 110\n", "", "not a postmortem"),
    "empty": ("", "", "empty"),
    "blank": ("\n  \n", "", "empty"),
    "not UTF-8": (b'format = 1\ntitle = "caf\xe9"\n', ":2:", "UTF-8"),
    "no text at all": (bytes(range(256)) * 4, ":2:", "UTF-8"),
}

READERS = [("check",), ("export",), ("open",)]


@pytest.mark.parametrize("words", READERS, ids=" ".join)
@pytest.mark.parametrize("name", OFF)
def test_a_file_that_is_off_is_named_with_place_and_remedy_and_left_alone(run, written, name, words):
    content, place, what = OFF[name]
    path = written(content)
    before = path.read_bytes(), path.stat().st_mtime_ns
    done = run(*words, path)
    assert (done.status, done.out) == (2, "")
    head, remedy = done.err.splitlines()
    assert head.startswith("pmtui: ")
    assert str(path) in head
    assert place in head
    assert what in head
    assert remedy.startswith("  ")
    assert len(remedy.strip()) > 15
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in path.parent.iterdir() if each.name != "home"] == [path.name]


def test_a_future_format_is_refused_by_check_shown_by_export_and_left_alone(run, written):
    path = written(SMALL.replace("format = 1", "format = 999") + '[from_the_future]\nx = "y"\n')
    before = path.read_bytes()
    done = run("check", path)
    assert (done.status, done.out) == (2, "")
    assert "999" in done.err
    assert "pgrade" in done.err
    shown = run("export", path)
    assert shown.status == 0
    assert "The disk was full" in shown.out
    assert path.read_bytes() == before


@pytest.mark.parametrize("words", READERS[1:], ids=" ".join)
def test_a_folder_and_what_is_not_there_are_named(run, tmp_path, words):
    for path, what in ((tmp_path, "is a folder"), (tmp_path / "none.toml", "no such file")):
        done = run(*words, path)
        assert (done.status, done.out) == (2, "")
        head, remedy = done.err.splitlines()
        assert f"{path}: " in head
        assert what in head
        assert remedy.strip()
    assert not (tmp_path / "none.toml").exists()


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_a_pipe_is_not_waited_for(run, tmp_path, words):
    os.mkfifo(tmp_path / "pipe.toml")
    done = run(*words, tmp_path / "pipe.toml")
    assert done.status == 2
    assert "not a regular file" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_a_file_that_may_not_be_read_is_named(run, written, words):
    path = written(SMALL)
    path.chmod(0)
    done = run(*words, path)
    assert done.status == 2
    assert "can't be read" in done.err
    assert "chmod" in done.err


@pytest.mark.parametrize("words", READERS, ids=" ".join)
def test_a_file_that_leads_back_to_itself_is_named(run, tmp_path, words):
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    done = run(*words, tmp_path / "loop.toml")
    assert done.status == 2
    assert "can't be read" in done.err


def test_settings_that_are_off_are_named(run, tmp_path):
    (tmp_path / "settings.toml").write_text('them = "dark"\n', encoding="utf-8")
    done = run("list", PMTUI_CONFIG=str(tmp_path / "settings.toml"))
    assert (done.status, done.out) == (2, "")
    assert "settings.toml:1" in done.err
    assert "theme" in done.err


def test_a_field_that_there_is_not_is_named_before_a_terminal_is_asked_for(run):
    done = run("open", GITLAB, "--at", "sumary")
    assert (done.status, done.out) == (2, "")
    assert "sumary" in done.err
    assert "summary" in done.err


def test_words_that_are_off_are_named_with_the_usage(run):
    for words in (("chek",), ("check",), ("export", "x.toml", "--to", "docx"), ("--librari",)):
        done = run(*words)
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith("usage: pmtui")


@pytest.mark.parametrize("words", READERS, ids=" ".join)
@pytest.mark.parametrize("name", ["a" * 400, "~nobody-of-this-name/x.toml", "", "line\nbreak.toml"])
def test_a_name_that_no_file_has_is_no_fault_of_the_program(run, words, name):
    done = run(*words, name)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 2


# -- what is printed, and where ---------------------------------------------------------------------------

HOSTILE = 'format = 1\nid = "2026-11-24-x"\ntitle = "red \\u001b[31m, \\u009b2J, \\u202ekcab, one\\ntwo"\n'


def test_what_a_file_holds_can_not_act_on_the_terminal(run, tmp_path):
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "2026-11-24-x.toml").write_text(HOSTILE, encoding="utf-8")
    for words in (("list",), ("check", "2026-11-24-x"), ("export", "2026-11-24-x")):
        printed = run(*words).out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", printed)
    assert len(run("list").out.splitlines()) == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_speaks_no_utf_8_gets_what_it_can_show(run, encoding):
    environ = {"PYTHONIOENCODING": encoding}
    assert run("check", WEAK[0], **environ).status == 1
    assert run("export", GITLAB, **environ).out == run("export", GITLAB).out
    assert objects(run("check", "--format", "json", WEAK[0], **environ).out)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", [("check", WEAK[0]), ("export", GITLAB), ("list",), ("demo",)])
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_output_that_can_not_be_written_is_said(tmp_path, words, where):
    command = " ".join(f'"{word}"' for word in (sys.executable, "-m", "pmtui", *words))
    environ = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["sh", "-c", f"{command} {where}"],
        cwd=tmp_path,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("pmtui: standard output ")
    assert len(done.stderr.splitlines()) == 2


# -- without a terminal -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "instead"),
    [((), "pmtui list"), (("new",), "pmtui list"), (("open", GITLAB), "pmtui export")],
    ids=["bare", "new", "open"],
)
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_without_a_terminal_the_command_that_needs_none_is_named(run, tmp_path, words, instead, term):
    done = run(*words, TERM=term)
    assert (done.status, done.out) == (2, "")
    what, remedy = done.err.splitlines()
    assert "needs a terminal" in what
    assert instead in remedy
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("words", [(), ("new",), ("open", GITLAB)], ids=["bare", "new", "open"])
def test_on_a_terminal_that_can_not_draw_it_says_so(tmp_path, words):
    pytest.importorskip("pexpect")
    pytest.importorskip("pyte")
    from ptyterm import Terminal

    with Terminal(*map(str, words), home=tmp_path, environ={"TERM": "dumb"}) as terminal:
        assert terminal.wait_exit() == 2
        printed = terminal.raw.decode("utf-8")
    assert "TERM=dumb" in printed
    assert "Without one, use: pmtui" in printed
    assert "\x1b" not in printed


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_the_demo_prints_the_document_the_checklist_the_findings_and_how_to_open_it(run, term):
    done = run("demo", TERM=term)
    assert (done.status, done.err) == (0, "")
    parts = ["# GitLab", "\n## Timeline\n", "\nChecklist\n", "\n  [x] ", "\nFindings\n", "`pmtui demo`"]
    places = [done.out.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    checklist = done.out[places[2] : places[4]]
    assert checklist.count("\n  [") == 7 + 7


def test_the_demo_of_another_example_and_of_none(run):
    assert "order routers" in run("demo", "knight").out.splitlines()[0]
    done = run("demo", "nothing")
    assert (done.status, done.out) == (2, "")
    assert "knight" in done.err


def test_version_and_help(run):
    assert re.fullmatch(r"pmtui \d+\.\d+\.\d+\S*\n", run("--version").out)
    shown = run("--help")
    assert (shown.status, shown.err) == (0, "")
    for command in ("new", "open", "list", "check", "export", "demo"):
        assert f"\n    {command} " in shown.out
        assert run(command, "--help").status == 0
