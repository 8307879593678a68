"""Whatever is typed into whatever field: it is understood or refused in words, and never fails."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.interview import answers, asking, live, understood
from pmtui.interview.pasted import parse_block
from pmtui.interview.question import STEPS, Asked
from pmtui.interview.script import kind_of
from pmtui.model import tomlform
from pmtui.model.edit import apply
from pmtui.model.postmortem import Postmortem
from pmtui.text.deadlines import parse_deadline
from pmtui.text.measures import parse_number
from pmtui.text.times import parse_moment
from strategies import NASTY

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
FILES = ("EMPTY", *sorted(path.name for path in (ROOT / "examples").glob("*.toml")))

WORDS = (
    *(
        "14:05",
        "24:00",
        "99:99",
        "0:0",
        "+7m",
        "-999999999d",
        "+1e9h",
        "now",
        "yesterday 23:59",
        "2026-02-30",
    ),
    *(
        "0001-01-01 00:00",
        "9999-12-31 23:59",
        "9999-12-31T23:59:59-12:00",
        "2026-11-24T14:05:00Z",
        "1700000000",
    ),
    *(
        "99999999999999999999",
        "UTC",
        "Europe/Vienna",
        "Mars/Base",
        "14:05-13:00",
        "12:00..",
        "~22:30",
        "2-3pm",
    ),
    *(
        "in 3 weeks",
        "by friday",
        "31 feb",
        "end of year 99999",
        "next month",
        "Q9 2026",
        "2026-W60",
        "30/02/26",
    ),
    *("1,000", "1e999", "-0", "nan", "inf", "12 %", "½", "٣٤", "1.2.3", "0x10", "3k", "9" * 400, "１２"),
    *("@", "@db", "#", "|", "||", "::", "->", "=>", "<-", "[", "]", "(", ")", "!", ":", ";", ",", "."),
    *("due", "owner", "by", "because", "and", "or", "2 of 3", "0 of 0", "9999 of 2", "impact", "high", "low"),
    *("why-1", "ev-1", "cf-1", "g-1", "http://[", "https://example.org/a?b#c", "\x1b[2J", "\u202e", "\u200b"),
    *("\ud7ff", "\U0010ffff", "\u2028", "\x85", "\0", "\t", "\n", "\r\n", "- [ ] ", "* ", "1. ", "> "),
    *NASTY,
)

texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.tuples(st.sampled_from(WORDS), st.integers(2, 300)).map(lambda both: both[0] * both[1]),
)


@lru_cache
def postmortem(name: str) -> Postmortem:
    if name == "EMPTY":
        return Postmortem(id="2026-11-24-x", zone="Nowhere/Else")
    return tomlform.loads((ROOT / "examples" / name).read_text(encoding="utf-8"))


@lru_cache
def fields(name: str) -> tuple[Asked, ...]:
    """Return all that is asked, and the lines that add rows."""
    pm = postmortem(name)
    found = [one for step in STEPS for one in asking.asked(pm, step)]
    tables = ("timeline", "action", "people", "not_doing", "impact.metric", "review.override")
    causes = ("why", "factor", "gate", "event", "root")
    found += [asking.for_path(pm, path) for path in (*tables, *(f"causes.{name}" for name in causes))]
    return tuple({(one.path, one.question.kind): one for one in found}.values())


@st.composite
def situations(draw: st.DrawFn) -> tuple[Postmortem, Asked, str, str]:
    name = draw(st.sampled_from(FILES))
    return (
        postmortem(name),
        draw(st.sampled_from(fields(name))),
        draw(texts),
        draw(st.sampled_from(("", "why-1", "problem", "gone", "g-1"))),
    )


def typed(pm: Postmortem, one: Asked, text: str, target: str) -> None:
    """Type a text into a field, look at it, enter it where that can be done."""
    reading = understood.read(pm, one, text, NOW, target)
    after = apply(pm, reading.edits)
    assert isinstance(answers.text_of(after, one), str)
    assert apply(tomlform.loads(tomlform.dumps(after)), []) is not None
    for finding in live.look(pm, one, text, (), NOW, target):
        assert finding.what
    if answers.is_entry(one):
        entered = understood.enter(pm, one, text, NOW, target)
        if isinstance(entered, str):
            assert entered or not text.strip()
        else:
            tomlform.loads(tomlform.dumps(apply(pm, entered)))
    context = understood.context(pm, NOW, one.path)
    parse_moment(text, context)
    parse_deadline(text, NOW.date())
    parse_number(text)


@given(situations())
def test_any_text_in_any_field(situation: tuple[Postmortem, Asked, str, str]) -> None:
    typed(*situation)


@pytest.mark.long
@given(situations())
@settings(max_examples=20_000)
def test_twenty_thousand_texts(situation: tuple[Postmortem, Asked, str, str]) -> None:
    typed(*situation)


@given(st.sampled_from(FILES), st.lists(texts, max_size=8).map("\n".join))
def test_any_block_that_is_pasted(name: str, block: str) -> None:
    pm = postmortem(name)
    for entry in parse_block(
        block, understood.context(pm, NOW), tuple(name for name, _ in kind_of(pm).phases)
    ):
        assert entry.refused is None or entry.refused.reason
        assert isinstance(entry.what, str)


def test_every_kind_of_field_is_typed_into() -> None:
    kinds = {one.question.kind for name in FILES for one in fields(name)}
    assert kinds >= {"line", "prose", "texts", "number", "moment", "day", *answers.ENTRIES} - {
        "score",
        "slip",
    }
