"""`pmtui lint` as a shell runs it: what is judged, what is printed in each format, and the exit status."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import steps
from pmtui.arguments import parser
from pmtui.checks import lint as checks
from pmtui.checks.finding import Finding
from pmtui.commands.formats import FORMATS, Placed, github
from pmtui.commands.report import SEVERITIES
from shell import Done, pmtui

ROOT = Path(__file__).resolve().parents[1]
WEAK = sorted((ROOT / "tests" / "weak").glob("*.toml"))
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)

BLAME = "The engineer forgot to run the migration."
REPORT = """\
---
author: human error
---

# What happened

The *engineer*
  forgot to run the migration. The server failed over.

- Kim restarted the server at 10:05.
- The outage was caused by [human error](https://wiki.example/human-error).

> The engineer forgot the first step.

```
The engineer forgot the second step.
```
"""


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path) -> Run:
    """Run `pmtui lint` in a folder of the test's own, without a terminal."""

    def run(*words: str | Path, command: str = "lint", stdin: bytes = b"") -> Done:
        return pmtui(tmp_path, command, *words, stdin=stdin)

    return run


@pytest.fixture
def written(tmp_path) -> Callable[..., str]:
    """Write a file to be read by the command; return its name in the folder where that runs."""

    def written(content: str | bytes, name: str = "report.md") -> str:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return name

    return written


def objects(printed: str) -> list[dict[str, Any]]:
    """Return what is printed as an object a line."""
    return [json.loads(line) for line in printed.splitlines()]


def found(text: str, context: checks.Context = "any", *, lines: bool = False) -> list[Finding]:
    """Return the findings of a text, inside this process."""
    return list(checks.findings(text, context, lines=lines, now=NOW))


# -- what is judged -----------------------------------------------------------------------------------------


def test_markdown_is_judged_where_it_is_prose_and_nowhere_else(run, written):
    done = run("--format", "json", written(REPORT))
    assert (done.status, done.err) == (0, "")
    blame = [each for each in objects(done.out) if each["rule"].startswith("blame.")]
    lines = REPORT.splitlines()
    assert [each["line"] for each in blame] == [7, 11]
    assert [each["end_line"] for each in blame] == [8, 11]
    assert lines[10][blame[1]["column"] - 1 :].startswith("human error](")
    assert all(each["severity"] == "warning" for each in blame)


def test_with_lines_each_line_is_judged_as_it_is(run, written):
    name = written(f"{BLAME}\n\n    {BLAME}\n> {BLAME}\n```\n{BLAME}\n")
    plain = objects(run("--lines", "--format", "json", name).out)
    assert [each["line"] for each in plain if each["rule"].startswith("blame.")] == [1, 3, 4, 6]
    assert [each["line"] for each in objects(run("--format", "json", name).out)] == [1]


def test_in_running_prose_people_may_act_and_nothing_needs_a_number():
    text = "Kim restarted the server.\n\nMany users could not pay.\n\n- Improve the monitoring\n"
    assert [each.rule for each in found(text) if each.severity != "hint"] == []
    assert not [each for each in found(text) if each.rule.startswith(("smart.", "numbers."))]


def test_a_root_cause_is_judged_more_strictly_than_prose():
    assert {each.severity for each in found(BLAME) if each.rule.startswith("blame.")} == {"warning"}
    assert {each.severity for each in found(BLAME, "cause") if each.rule.startswith("blame.")} == {"error"}


def test_an_action_is_judged_by_each_letter():
    rules = {each.rule for each in found("- Improve the monitoring\n", "action")}
    assert {"smart.specific", "smart.measurable", "smart.assignable", "smart.time-bound"} <= rules
    text = "Add an alert below 10% of free disk, owner: Kim Lee, by 2026-12-15"
    assert not {each.rule for each in found(f"- {text}\n", "action")} & rules
    assert not {each.rule for each in found(text, "action", lines=True)} & rules


def test_where_actions_are_listed_what_stands_around_the_list_is_none():
    text = "# Improve\n\nThese came up.\n\n- Improve the monitoring\n"
    assert {text[slice(*each.span or ())].strip() for each in found(text, "action")} <= {
        "Improve the monitoring",
        "Improve the",
    }
    assert found("Improve the monitoring\n", "action")


def test_an_impact_needs_a_number():
    assert "numbers.unquantified" in {each.rule for each in found("Many users could not pay.", "impact")}
    assert not found("420 users could not pay for 35 minutes.", "impact")


@pytest.mark.parametrize("context", checks.CONTEXTS)
def test_each_context_finds_blame_and_tone(context):
    rules = {
        each.rule.partition(".")[0] for each in found(f"{BLAME}\n\nIt was only a minor glitch.", context)
    }
    assert "blame" in rules


def test_the_next_step_is_asked_in_the_words_of_the_sentence():
    [blame] = [each for each in found(BLAME) if each.rule.startswith("blame.")]
    assert blame.next.endswith("?")
    assert blame.replacement is None


# -- what is printed ----------------------------------------------------------------------------------------


def test_text_has_place_rule_why_and_next(run, written):
    done = run(written(f"# A\n\nThen: {BLAME}\n"))
    head, why, next_ = done.out.splitlines()
    assert re.match(r"report\.md:3:7: warning blame\.[a-z-]+: \w", head)
    assert why.startswith("    why:  ")
    assert next_.startswith("    next: ")


def test_json_is_an_object_a_line_with_these_keys(run, written):
    [one] = objects(run("--format", "json", written(f"\u00e9\U0001f600 {BLAME}\r\n")).out)
    assert list(one) == [
        *("path", "field", "line", "column", "end_line", "end_column"),
        *("rule", "severity", "message", "why", "next"),
    ]
    assert (one["path"], one["field"], one["line"], one["column"]) == ("report.md", None, 1, 4)
    assert one["end_line"] == 1


def test_github_gets_commands(run, written):
    done = run("--format", "github", written(f"{BLAME}\n", "a,b:c%.md"))
    [line] = done.out.splitlines()
    assert re.match(
        r"::warning file=a%2Cb%3Ac%25\.md,line=1,col=1,endLine=1,endColumn=\d+,title=blame\.[a-z-]+::\w", line
    )
    assert "%0AWhy: " in line
    assert "%0ANext: " in line


def test_what_github_could_take_for_more_is_escaped():
    finding = Finding("a.b", "hint", "x", "100%\r\n::error::no", "why", "next")
    [line] = github.lines([Placed("p", "x", finding, (1, 2), (3, 4))])
    assert line == (
        "::notice file=p,line=1,col=2,endLine=3,endColumn=4,title=a.b"
        "::x: 100%25%0D%0A::error::no%0AWhy: why%0ANext: next"
    )


def valid_sarif(log: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the results of a log that has what SARIF 2.1.0 requires of one."""
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "pmtui"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for rule in driver["rules"]:
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for invocation in run["invocations"]:
        assert isinstance(invocation["executionSuccessful"], bool)
        assert all(note["message"]["text"] for note in invocation["toolExecutionNotifications"])
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in ("error", "warning", "note")
        assert ids[result["ruleIndex"]] == result["ruleId"]
        for location in result["locations"]:
            place = location["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9._~:/%-]+", place["artifactLocation"]["uri"])
            region = place["region"]
            assert all(isinstance(region[key], int) and region[key] >= 1 for key in region)
            assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
    return list(run["results"])


def test_sarif_is_one_valid_log_of_all_files(run, written):
    names = [written(f"{BLAME}\n"), written(f"\n{BLAME}\n", "caf\u00e9 [1].md")]
    done = run("--format", "sarif", *names)
    results = valid_sarif(json.loads(done.out))
    uris = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results]
    assert uris == ["report.md", "caf%C3%A9%20%5B1%5D.md"]
    assert [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in results] == [1, 2]


def test_sarif_of_nothing_is_still_a_log(run, written):
    done = run("--format", "sarif", written("The server failed over.\n"))
    assert (done.status, valid_sarif(json.loads(done.out))) == (0, [])


def test_sarif_says_that_a_file_was_missing(run):
    done = run("--format", "sarif", "none.md")
    assert done.status == 2
    log = json.loads(done.out)
    assert valid_sarif(log) == []
    [invocation] = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "none.md" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_check_gives_sarif_and_github_too(run):
    results = valid_sarif(json.loads(run("--format", "sarif", *WEAK, command="check").out))
    assert results
    for result in results:
        [location] = result["locations"]
        assert location["logicalLocations"][0]["fullyQualifiedName"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")
    lines = run("--format", "github", *WEAK, command="check").out.splitlines()
    assert len(lines) == len(results)
    assert all(re.match("::(error|warning|notice) file=", line) for line in lines)


_ACTING = "\x1b]0;title\x07 \x1b[31m \x9b2J \u202e \x00"
HOSTILE = f"{BLAME} {_ACTING}\n\n::error::x {_ACTING}\n\n{BLAME[:-1]} \x1b[31mnow.\n"


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_file_holds_can_not_act_on_the_terminal(run, written, form):
    done = run("--format", form, written(HOSTILE, "a\x1b[31m\u202e\n.md"))
    assert done.out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.out + done.err)
    if form != "sarif":
        assert all(re.match(r"a|    \w|::\w+ file=|\{", line) for line in done.out.splitlines())


# -- exit statuses, and what is off -------------------------------------------------------------------------


@pytest.mark.parametrize(("least", "status"), [("error", 0), ("warning", 1), ("hint", 1)])
def test_the_status_says_whether_something_so_grave_was_found(run, written, least, status):
    name = written(f"{BLAME}\n")
    assert run("--fail-on", least, name).status == status
    assert run("--fail-on", least, "--context", "cause", name).status == 1
    assert run("--fail-on", least, written("The server failed over.\n", "clean.md")) == Done(0, "", "")


def test_a_missing_file_is_named_and_the_rest_goes_on(run, written):
    done = run("none.md", written(f"{BLAME}\n"), "--context", "cause")
    assert done.status == 2
    assert done.out.startswith("report.md:1:1: error blame.")
    head, remedy = done.err.splitlines()
    assert head == "pmtui: none.md: there is no such file"
    assert remedy.strip()


def test_a_folder_is_refused(run, tmp_path):
    (tmp_path / "docs").mkdir()
    done = run("docs")
    assert (done.status, done.out) == (2, "")
    assert "docs: is a folder" in done.err
    assert "docs/*.md" in done.err


@pytest.mark.parametrize("name", ["a" * 400, "~nobody-of-this-name/x.md", "", "line\nbreak.md"])
def test_a_name_that_no_file_has_is_no_fault_of_the_program(run, name):
    done = run(name)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 2


@pytest.mark.parametrize(
    "words",
    [["--context", "summary", "x.md"], ["--format", "xml", "x.md"], ["--fail-on", "never", "x.md"], []],
    ids=" ".join,
)
def test_options_that_are_off_are_named_with_the_usage(run, words):
    done = run(*words)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("usage: pmtui lint")


def test_standard_input_is_read(run):
    done = run("-", "--context", "cause", stdin=BLAME.encode())
    assert done.status == 1
    assert done.out.startswith("-:1:1: error blame.")
    assert run("-") == Done(0, "", "")


def test_bytes_that_are_not_utf_8_are_replaced(run, written):
    name = written(b"caf\xe9 \xff\xfe: " + BLAME.encode() + b"\n" + bytes(range(256)))
    [one] = objects(run("--format", "json", name).out)
    assert (one["line"], one["column"]) == (1, 10)


def test_a_byte_order_mark_is_no_column(run, written):
    [one] = objects(run("--format", "json", written(f"\ufeff{BLAME}\n")).out)
    assert (one["line"], one["column"]) == (1, 1)


def test_the_words_of_the_command_line_are_those_of_the_checks():
    [commands] = [each for each in parser()._actions if each.dest == "command"]
    for name in ("check", "lint"):
        options = {each.dest: each.choices for each in commands.choices[name]._actions}
        assert tuple(options["format"]) == FORMATS
        assert tuple(options["fail_on"]) == SEVERITIES
    assert tuple(options["context"]) == checks.CONTEXTS


# -- hostile text -------------------------------------------------------------------------------------------

PIECES = [
    *(
        BLAME,
        "It was human error. ",
        "He should have known. ",
        "Just a minor glitch. ",
        "- ",
        "# ",
        "| ",
        "> ",
    ),
    *("\n", "\r\n", "\r", "\n\n", "  ", "\t", " ", "\x00", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\ufffd"),
    *("\u202e", "\u0645\u0647\u0646\u062f\u0633 ", "x" * 900, "\U0001f600", "e\u0301", "\u0130", "\u1e9e"),
    *("**", "`", "```", "<!--", "-->", "[", "](x)", "<b>", "&amp;", "\\", "\u2019", "...", "1. ", "10:00 "),
]


@given(
    text=st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=80),
    context=st.sampled_from(checks.CONTEXTS),
    lines=st.booleans(),
)
def test_any_text_gives_findings_with_spans_inside_it(text, context, lines):
    from pmtui.commands.lint import _placed

    findings = found(text, context, lines=lines)
    placed = list(_placed("x", text, context, lines, NOW))
    rows = re.split("\r\n|\r|\n", text)
    for finding, place in zip(findings, placed, strict=True):
        start, end = finding.span
        assert 0 <= start < end <= len(text)
        (line, column), (end_line, end_column) = place.start, place.end
        assert (line, column) < (end_line, end_column)
        assert column <= len(rows[line - 1]) + 1
        assert end_column <= len(rows[end_line - 1]) + 1
        if line == end_line:
            assert rows[line - 1][column - 1 : end_column - 1] == text[start:end]
        else:
            assert text[start:].startswith(rows[line - 1][column - 1 :])
            assert text[:end].endswith(rows[end_line - 1][: end_column - 1])


@given(st.binary(max_size=200))
def test_any_bytes_are_read(raw):
    from pmtui.commands.lint import _decoded

    found(_decoded(raw))


@pytest.mark.parametrize(
    "piece",
    [
        "x",
        "x ",
        "\x00",
        "\U0001f600",
        "e\u0301",
        "\u202e",
        "a.b. ",
        f"{BLAME}\n",
        f"{BLAME} ",
        "- a\n",
        "|a\n",
        "(",
    ],
    ids=ascii,
)
@pytest.mark.parametrize("lines", [False, True], ids=["prose", "lines"])
def test_the_cost_grows_with_the_text_alone(piece, lines):
    def effort(size: int) -> int:
        text = piece * (size // len(piece))
        return steps(lambda: found(text, lines=lines))

    effort(5_000)  # what is read once is not counted
    assert effort(80_000) < 8 * 1.5 * effort(10_000) + 1_000


# -- the hooks ----------------------------------------------------------------------------------------------


def hooks() -> dict[str, dict[str, str]]:
    """Return the hooks by id; the file is plain enough to be read without a parser of YAML."""
    read: dict[str, dict[str, str]] = {}
    for line in (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        entry = re.fullmatch(r"(- |  )(\w+): (\S.*)", line)
        assert entry, line
        if entry[1] == "- ":
            read[entry[3]] = one = {}
        one[entry[2]] = entry[3]
    return read


def test_the_hooks_run_commands_that_there_are():
    known = hooks()
    assert list(known) == ["pmtui-check", "pmtui-lint"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, hook in known.items():
        assert {"id", "name", "description", "entry", "language", "types"} <= set(hook)
        assert hook["language"] == "python"
        program, command = hook["entry"].split()
        assert program in project["scripts"]
        parsed = parser().parse_args([command, "a", "b"])
        assert (parsed.command, parsed.files) == (name.removeprefix("pmtui-"), ["a", "b"])
    assert re.search(known["pmtui-check"]["files"], "postmortems/2026-11-24-disk-full.toml")
    assert not re.search(known["pmtui-check"]["files"], "README.md")


def test_the_readme_names_the_hooks():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"- id: (\S+)", readme) == list(hooks())
