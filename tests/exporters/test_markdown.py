"""The Markdown of a postmortem: nothing typed is missing, nothing breaks out of its place."""

import types
import typing
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from markdown_reader import drawn, flat, shown, tables
from pmtui.errors import ContentError, UsageError
from pmtui.exporters import EXPORTERS, export, markdown
from pmtui.model.postmortem import (
    Action,
    Causes,
    Override,
    Postmortem,
    Record,
    Review,
    TimelineEvent,
    Why,
)

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)

HOSTILE = [
    "",
    "a | b\n--- | ---",
    "# head\n\n- item\n1. one",
    "*x* _y_ `z` <b> &amp; [l](m)",
    "ends in \\",
    "| | |",
    "first\n\n    indented",
    "~~gone~~ ~22:30",
    "   ",
    "-",
    "> quote\n===",
    "<!-- gone -->",
    "https://wiki.example/a_b?c=*d",
]
MARKS = "ab |*_#`<\\\n-.&~$[]()!+=:>"


class Filler:
    """Fills a postmortem in which each text is its own, so that it can be looked for."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0

    def record(self, kind: type[Record]) -> Record:
        values: dict[str, Any] = {}
        for name, field in kind.model_fields.items():
            key = field.alias or name
            if key == "conflict":
                continue  # two versions of a field are chosen between before a document is read
            if key == "id":
                self.count += 1
                values[key] = f"row-{self.count}"
            elif key == "format":
                values[key] = 1
            elif key == "unfinished":
                values[key] = {"summary": self.text()}
            elif field.is_required() or self.random.random() < 0.8:
                values[key] = self.value(field.annotation)
        return kind.model_validate(values)

    def text(self) -> str:
        self.count += 1
        if self.random.random() < 0.5:
            return f"w{self.count}x {self.random.choice(HOSTILE)}"
        return f"w{self.count}x " + "".join(self.random.choices(MARKS, k=self.random.randrange(20)))

    def value(self, kind: Any) -> Any:
        origin, args = get_origin(kind), get_args(kind)
        if origin is typing.Annotated:
            return self.value(args[0])
        if origin is Literal:
            return self.random.choice(args)
        if origin in (typing.Union, types.UnionType):
            return self.value(next(arg for arg in args if arg is not types.NoneType))
        if origin is tuple:
            return tuple(self.value(args[0]) for _ in range(self.random.randrange(4)))
        if isinstance(kind, type) and issubclass(kind, Record):
            return self.record(kind)
        return {
            str: self.text,
            bool: lambda: True,
            int: lambda: 1,
            float: lambda: 1.5,
            date: lambda: date(2026, 12, self.random.randrange(1, 28)),
            datetime: lambda: NOW - timedelta(minutes=self.random.randrange(5000)),
        }[kind]()


def filled_postmortem(seed: int) -> Postmortem:
    pm = Filler(Random(seed)).record(Postmortem)
    assert isinstance(pm, Postmortem)
    return pm


REFERENCES = {"explains", "from_", "inputs", "answers", "breaks"}
INTERNAL = REFERENCES | {"id", "format", "zone", "criterion", "bones", "none_found", "top"}


def typed(record: Record) -> list[str]:
    """Return every text that was typed into a postmortem, without what is internal to the file."""
    out: list[str] = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        if name in INTERNAL:
            continue
        if isinstance(value, Record):
            out += typed(value)
        elif isinstance(value, tuple):
            for item in value:
                out += typed(item) if isinstance(item, Record) else [item]
        elif isinstance(value, dict):
            out += value.values()
        elif isinstance(value, str) and value[:1] == "w":
            out.append(value)
    return out


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_everything_that_was_typed_is_in_the_document(seed: int) -> None:
    pm = filled_postmortem(seed)
    document = markdown.render(pm, NOW)
    visible = f"{shown(document)} {drawn(document)}"
    missing = [text for text in typed(pm) if flat(text) not in visible]
    assert len(typed(pm)) > 3
    assert not missing
    assert document.endswith("\n")
    assert not document.endswith("\n\n")
    assert not any(line != line.rstrip(" \t") for line in document.split("\n"))
    assert all(len(set(widths)) == 1 for widths in tables(document))
    assert document == markdown.render(pm, NOW)


def test_an_empty_postmortem_is_a_title_and_its_status() -> None:
    document = markdown.render(Postmortem(id="2026-11-24-x"), NOW)
    assert document.startswith("# 2026-11-24-x\n")
    assert "##" not in document.split("\n", 1)[1]


def test_times_are_in_the_zone_with_day_headings_and_marks() -> None:
    rows = tuple(
        TimelineEvent.model_validate(row)
        for row in (
            {"id": "c", "at": datetime(2026, 11, 24, 23, 30, tzinfo=UTC), "what": "after midnight"},
            {"id": "a", "at": datetime(2026, 11, 24, 13, 5, tzinfo=UTC), "what": "first"},
            {
                "id": "b",
                "at": datetime(2026, 11, 24, 21, 0, tzinfo=UTC),
                "until": datetime(2026, 11, 24, 21, 20, tzinfo=UTC),
                "what": "about then",
                "precision": "approximate",
            },
            {"id": "d", "what": "no time"},
            {"id": "e", "at": datetime(2026, 11, 25, 1, 0, tzinfo=UTC), "what": "x", "precision": "day"},
            {"id": "f", "at": datetime(2026, 11, 25, 1, 0, 7, tzinfo=UTC), "what": "to the second"},
        )
    )
    document = markdown.render(Postmortem(id="x", zone="Europe/Madrid", timeline=rows), NOW)
    lines = document.split("\n")
    body = lines[lines.index("## Timeline") :]
    assert [line for line in body if line.startswith(("###", "| "))] == [
        "### Tuesday 24 November 2026",
        "| Time | What happened |",
        "| --- | --- |",
        "| 14:05 | first |",
        "| ~22:00 – ~22:20 | about then |",
        "| ? | no time |",
        "### Wednesday 25 November 2026",
        "| Time | What happened |",
        "| --- | --- |",
        "| 00:30 | after midnight |",
        "|  | x |",
        "| 02:00:07 | to the second |",
    ]


def test_a_time_that_the_clock_change_gives_twice_says_which() -> None:
    rows = (TimelineEvent(id="a", at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC), what="x"),)
    document = markdown.render(Postmortem(id="x", zone="Europe/Madrid", timeline=rows), NOW)
    assert "| 25 October 2026, 02:30 CET | x |" in document


def test_an_unknown_zone_is_shown_in_utc() -> None:
    rows = (TimelineEvent(id="a", at=NOW, what="x"),)
    for zone in ("Mars/Olympus", "../etc/passwd", "\x00", ""):
        document = markdown.render(Postmortem(id="x", zone=zone, timeline=rows), NOW)
        assert "Times are in UTC" in document
        assert "16:00" in document


def test_the_ladder_branches_joins_and_survives_a_circle() -> None:
    whys = (
        Why(id="a", explains=("problem",), because="first", leg="happened"),
        Why(id="b", explains=("a",), because="left", confidence="guess"),
        Why(id="c", explains=("a",), because="right", evidence=("log 7",), confidence="fact"),
        Why(id="d", explains=("b", "c"), because="both", stop="changeable"),
        Why(id="e", explains=("f",), because="circle one"),
        Why(id="f", explains=("e",), because="circle two"),
        Why(id="g", explains=("gone",), because="orphan"),
    )
    document = markdown.render(Postmortem(id="x", causes=Causes(why=whys)), NOW)
    rows = document.partition("```text\n")[2].partition("```")[0].rstrip("\n").split("\n")
    assert rows == [
        "The problem is not said yet",
        "├─ 1. orphan",
        "│  How it could happen:",
        "├─ 2. first",
        "│  ├─ 2.1. left  (a guess, no source)",
        "│  │  └─ 2.1.1. both  ■ ours to change",
        "│  └─ 2.2. right  (fact, 1 source)",
        "│     └─ 2.1.1. (as above)",
        "└─ 3. circle one",
        "   └─ 3.1. circle two",
        "      └─ 3. (as above)",
    ]
    assert "| 2.1 |  | A guess |  |" in document
    assert "| 2.1.1 | why 2.2 |  |  |" in document
    assert "| 2.2 |  | Fact | log 7 |" in document


def test_a_long_ladder_is_cut_at_no_depth() -> None:
    whys = [Why(id="w0", explains=("problem",), because="rung 0.")]
    whys += [Why(id=f"w{n}", explains=(f"w{n - 1}",), because=f"rung {n}.") for n in range(1, 1500)]
    document = markdown.render(Postmortem(id="x", causes=Causes(why=tuple(whys))), NOW)
    visible = drawn(document)
    assert all(f"rung {n}." in visible for n in (0, 7, 30, 1499))


def test_an_overdue_action_says_so_and_a_done_one_does_not() -> None:
    actions = (
        Action(id="a", what="late", due=date(2026, 11, 23), status="open"),
        Action(id="b", what="today", due=date(2026, 11, 24), status="in-progress"),
        Action(id="c", what="over", due=date(2026, 11, 1), status="done"),
    )
    document = markdown.render(Postmortem(id="x", action=actions), NOW)
    assert "| A1 | late | 2026-11-23 | Open, overdue |" in document
    assert "| A2 | today | 2026-11-24 | In progress |" in document
    assert "| A3 | over | 2026-11-01 | Done |" in document


def test_own_scores_stand_with_their_reason_beside_the_worked_out_ones() -> None:
    own = Override(criterion="blameless", score=5, why="the quote is from a public report")
    stray = Override(criterion="style", score=2, why="kept all the same")
    document = markdown.render(Postmortem(id="x", review=Review(override=(own, stray))), NOW)
    rows = [line for line in document.split("\n") if line.startswith("| ")]
    assert any("| 5 | the quote is from a public report (worked out: " in row for row in rows)
    assert "| style | 2 | kept all the same |" in rows


@pytest.mark.parametrize("template", ["{% if %}", "{{ pm.no_such_field }}", "{{ doc.facts.nothing.at_all }}"])
def test_a_broken_template_is_named(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_template", markdown._template.__wrapped__)
    monkeypatch.setattr(markdown.content, "text", lambda name: template)
    with pytest.raises(ContentError, match="does not work as a template") as caught:
        markdown.render(Postmortem(id="x"), NOW)
    assert caught.value.where == "templates/postmortem.md.j2"


def test_a_template_that_forgets_a_filter_is_escaped_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "_template", markdown._template.__wrapped__)
    monkeypatch.setattr(markdown.content, "text", lambda name: "{{ pm.title }}")
    assert markdown.render(Postmortem(id="x", title="<b>*x*</b>"), NOW) == "\\<b>\\*x\\*\\</b>\n"


def test_the_registry_names_its_formats() -> None:
    assert export(Postmortem(id="x"), "md", NOW) == markdown.render(Postmortem(id="x"), NOW)
    assert all(key == exporter.id and exporter.suffix[0] == "." for key, exporter in EXPORTERS.items())
    with pytest.raises(UsageError, match="no format is called 'doc'"):
        export(Postmortem(id="x"), "doc", NOW)
