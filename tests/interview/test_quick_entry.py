"""Quick entry of events, actions, people and factors: parsed, shown, nothing lost or guessed in silence."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui import content
from pmtui.interview.action_entry import LEVEL_NAMES, horizon_of
from pmtui.interview.quick_entry import (
    parse_action,
    parse_event,
    parse_factor,
    parse_not_doing,
    parse_person,
)
from pmtui.interview.signs import guess_level, guess_phase, named_phase
from pmtui.model.postmortem import Action, TimelineEvent
from pmtui.text.times import Context

OUTAGE = ("detection", "investigation", "mitigation", "resolution")
SECURITY = ("breach", "detection", "containment", "remediation")
BONES = ("people", "process", "technology", "environment")
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
CONTEXT = Context("UTC", NOW, TODAY, datetime(2026, 11, 24, 14, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("line", "shown", "what"),
    [
        (
            "14:05 pager: p99 of search above 2 s",
            ("2026-11-24 14:05 UTC", "detection (guess)", "pager"),
            "p99 of search above 2 s",
        ),
        ("+7m rolled back to r12", ("2026-11-24 14:12 UTC", "mitigation (guess)"), "rolled back to r12"),
        ("14:05 [mitigation] went on", ("2026-11-24 14:05 UTC", "mitigation"), "went on"),
        ("14:05 mitig: went on", ("2026-11-24 14:05 UTC", "mitigation"), "went on"),
        ("14:05 pager: resolved", ("2026-11-24 14:05 UTC", "resolution (guess)", "pager"), "resolved"),
        ("14:05 no rollback yet", ("2026-11-24 14:05 UTC",), "no rollback yet"),
        ("~22:30 queue grows", ("2026-11-24 ~22:30 UTC",), "queue grows"),
        ("2026-11-20 old key kept", ("2026-11-20",), "old key kept"),
        (
            "14:05 db2: replica stops (believed: network)",
            ("2026-11-24 14:05 UTC", "db2", "believed: network"),
            "replica stops",
        ),
        (
            "14:05 latency grows https://graphs.example/d?x=1",
            ("2026-11-24 14:05 UTC", "evidence: https://graphs.example/d?x=1"),
            "latency grows",
        ),
        (
            "14:05 latency grows (believed: deploy) (source: chat) https://graphs.example/d",
            (
                "2026-11-24 14:05 UTC",
                "believed: deploy",
                "source: chat",
                "evidence: https://graphs.example/d",
            ),
            "latency grows",
        ),
        ("- 14:05 <noor> looks bad", ("2026-11-24 14:05 UTC", "noor"), "looks bad"),
        ("14:05 only usable copy: the old one", ("2026-11-24 14:05 UTC",), "only usable copy: the old one"),
        ("14:05 note: see below", ("2026-11-24 14:05 UTC",), "note: see below"),
        ("the queue grows", ("no time",), "the queue grows"),
        ("", ("no time",), ""),
    ],
)
def test_reads_events(line: str, shown: tuple[str, ...], what: str) -> None:
    entry = parse_event(line, CONTEXT, OUTAGE)
    assert (entry.shown("UTC"), entry.what) == (shown, what)


def test_a_refused_time_keeps_the_line_and_says_why() -> None:
    entry = parse_event("- 25:00 queue grows", CONTEXT, OUTAGE)
    assert entry.moment is None
    assert entry.refused is not None
    assert "- 25:00 queue grows"[slice(*entry.refused.span)] == "25:00"
    assert entry.what == "25:00 queue grows"
    assert entry.shown("UTC")[0].startswith("time not understood: ")


def test_times_are_shown_in_the_zone_asked_for() -> None:
    entry = parse_event("14:05 queue grows", CONTEXT, OUTAGE)
    assert entry.shown("Europe/Madrid")[0] == "2026-11-24 15:05 Europe/Madrid"


def test_an_event_becomes_a_row() -> None:
    entry = parse_event("22:00-22:20 db2: replica stops", CONTEXT, OUTAGE)
    row = TimelineEvent(id="ev-1", **entry.row())
    assert (row.lane, row.what, row.precision) == ("db2", "replica stops", "minute")
    assert row.until is not None


def test_phases_are_guessed_from_clear_words_only() -> None:
    assert guess_phase("disk at 80 %", OUTAGE) == ""
    assert guess_phase("token revoked", OUTAGE) == ""
    assert guess_phase("token revoked", SECURITY) == "containment"
    assert guess_phase("paged again", OUTAGE, "mitigation") == ""
    assert guess_phase("orders delayed", ("initiation", "breakdown", "impact")) == "impact"


def test_phases_are_named_in_full_or_in_short() -> None:
    assert named_phase("Detection", OUTAGE) == "detection"
    assert named_phase("invest", OUTAGE) == "investigation"
    assert named_phase("det", OUTAGE) == ""
    assert named_phase("breakdown point", ("initiation", "breakdown-point", "impact")) == "breakdown-point"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (
            "Add schema checks to the pipeline, bad schemas shipped 3/month -> 0, by Apr 1 (Owner: Kim)",
            (
                "Add schema checks to the pipeline",
                "measure: bad schemas shipped 3/month -> 0",
                "due 2027-04-01",
                "owner Kim",
                "engineering control (guess)",
                "long-term (guess)",
            ),
        ),
        (
            "Noor documents the failover drill by Dec 15",
            (
                "Document the failover drill",
                "due 2026-12-15",
                "owner Noor",
                "administrative control (guess)",
                "short-term (guess)",
            ),
        ),
        (
            "Kim to delete the old cron job (by Dec 1)",
            (
                "Delete the old cron job",
                "due 2026-12-01",
                "owner Kim",
                "elimination (guess)",
                "immediate (guess)",
            ),
        ),
        ("Better communication", ("Better communication",)),
        ("Improve testing", ("Improve testing",)),
        ("Investigate the alert", ("Investigate the alert",)),
        ("Drop the flag (Owner: SRE)", ("Drop the flag (Owner: SRE)", "elimination (guess)")),
        (
            "Teach the drill; measure: all 12 engineers ran it; by next Friday; owner: Dana Reyes",
            (
                "Teach the drill",
                "measure: all 12 engineers ran it",
                "due 2026-12-04",
                "owner Dana Reyes",
                "training (guess)",
                "immediate (guess)",
            ),
        ),
        (
            "Cut recovery from 2 hr to 30 min, by Jun 1",
            ("Cut recovery from 2 hr to 30 min", "due 2027-06-01", "long-term (guess)"),
        ),
    ],
)
def test_reads_actions(line: str, shown: tuple[str, ...]) -> None:
    assert parse_action(line, TODAY).shown("UTC") == shown


def test_a_refused_deadline_stays_in_the_text() -> None:
    entry = parse_action("Drop the flag, 03/04/2026, owner: Kim", TODAY)
    assert entry.what == "Drop the flag, 03/04/2026"
    assert entry.due is None
    assert entry.refused is not None
    assert entry.shown()[1].startswith("date not understood: ")


@pytest.mark.parametrize(
    ("line", "what", "owner"),
    [
        ("Noor: cap the retry queue", "Cap the retry queue", "Noor"),
        ("[Noor] Cap the retry queue", "Cap the retry queue", "Noor"),
        ("Noor and Kim to cap the retry queue", "Cap the retry queue", "Noor"),
        ("Cap the retry queue - Noor", "Cap the retry queue", "Noor"),
        ("Cap the retry queue (Noor)", "Cap the retry queue", "Noor"),
        ("Cap the retry queue (Owner: Noor; due: TBD)", "Cap the retry queue (due: TBD)", "Noor"),
        ("Cap the retry queue (Owner: Noor and Kim)", "Cap the retry queue (and Kim)", "Noor"),
        ("Redis: cap the retry queue", "Redis: cap the retry queue", ""),
    ],
)
def test_an_owner_is_taken_out_and_nothing_else(line: str, what: str, owner: str) -> None:
    entry = parse_action(line, TODAY)
    assert (entry.what, entry.owner) == (what, owner)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Rotate the keys every 90 days", "first time"),
        ("Rotate the keys by end of next sprint", "sprint"),
        ("Rotate the keys by March", "end of March"),
    ],
)
def test_a_period_or_recurrence_asks_for_its_day(line: str, word: str) -> None:
    entry = parse_action(line, TODAY)
    assert (entry.due, entry.what) == (None, line)
    assert entry.asks
    assert entry.shown()[1].startswith("day open: ")
    assert word in entry.shown()[1]


def test_a_recurrence_with_its_first_day_keeps_both() -> None:
    entry = parse_action("Rotate the keys every 90 days, by Jan 15", TODAY)
    assert (entry.what, entry.due) == ("Rotate the keys every 90 days", date(2027, 1, 15))
    assert not entry.asks


def test_an_action_becomes_a_row() -> None:
    action = Action(id="ac-1", **parse_action("Block bad schemas by Apr 1 (Owner: Kim)", TODAY).row())
    assert (action.owner, action.due, action.level, action.horizon) == (
        "Kim",
        date(2027, 4, 1),
        "engineering",
        "long-term",
    )


@pytest.mark.parametrize(
    ("due", "horizon"),
    [
        ("2026-11-20", "immediate"),
        ("2026-12-08", "immediate"),
        ("2026-12-09", "short-term"),
        ("2027-02-25", "long-term"),
    ],
)
def test_horizons_follow_from_the_deadline(due: str, horizon: str) -> None:
    assert horizon_of(date.fromisoformat(due), TODAY) == horizon


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Remove the manual step", "eliminate"),
        ("Replace the script with a managed service", "substitute"),
        ("Add a rate limit", "engineering"),
        ("Add a checklist to the release page", "administrative"),
        ("Run a workshop", "training"),
        ("Think about it", None),
    ],
)
def test_levels_are_guessed_from_sign_words(text: str, level: str | None) -> None:
    assert guess_level(text) == level


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("Dana Reyes, incident commander", "Dana Reyes", "incident commander"),
        ("Dana Reyes (scribe)", "Dana Reyes", "scribe"),
        ("Dana - scribe", "Dana", "scribe"),
        ("Dana Reyes-Holm", "Dana Reyes-Holm", ""),
    ],
)
def test_reads_people(line: str, name: str, role: str) -> None:
    entry = parse_person(line)
    assert (entry.name, entry.role) == (name, role)
    assert entry.shown("UTC") == (name, role or "no role given")


@pytest.mark.parametrize(
    ("line", "what", "why"),
    [
        (
            "a second region, because it costs ten times the loss",
            "a second region",
            "it costs ten times the loss",
        ),
        ("a second region because of cost", "a second region", "of cost"),
        ("a second region - too dear", "a second region", "too dear"),
        ("a second region", "a second region", ""),
        ("because", "because", ""),
    ],
)
def test_reads_what_is_not_done(line: str, what: str, why: str) -> None:
    entry = parse_not_doing(line)
    assert (entry.what, entry.why) == (what, why)
    assert entry.shown()[0] == what


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("process: schemas are not reviewed", ("process", "schemas are not reviewed")),
        ("Tech: no replica!", ("technology", "no replica", "likely")),
        ("p: no replica", ("no bone named", "p: no replica")),
        ("no replica (likely)", ("no bone named", "no replica", "likely")),
        ("weather: rain", ("no bone named", "weather: rain")),
    ],
)
def test_reads_factors(line: str, shown: tuple[str, ...]) -> None:
    assert parse_factor(line, BONES).shown() == shown


words = st.sampled_from(
    [
        "14:05",
        "+7m",
        "pager:",
        "[mitigation]",
        "(believed:",
        "x)",
        "https://a.example/b",
        ",",
        "by",
        "Apr 1",
        "(Owner: Kim)",
        "because",
        "process:",
        "!",
        "-",
        "3 -> 0",
        "Kim",
        "adds",
        "25:00",
        "<noor>",
        "(source: chat)",
        ";",
        "rolled back",
    ]
)
lines = (
    st.text(max_size=100)
    | st.lists(words, max_size=10).map(" ".join)
    | st.lists(words, max_size=10).map("".join)
)


@given(lines)
def test_any_line_is_read(line: str) -> None:
    event = parse_event(line, CONTEXT, OUTAGE, "mitigation")
    assert event.shown("Europe/Madrid")
    assert event.phase in ("", *OUTAGE)
    TimelineEvent(id="ev-1", **event.row())
    action = parse_action(line, TODAY)
    action.shown("UTC")
    Action(id="ac-1", **action.row())
    assert parse_person(line).shown("") is not None
    assert parse_not_doing(line).shown("") is not None
    assert parse_factor(line, BONES).bone in ("", *BONES)


@given(lines)
def test_no_word_of_an_event_is_lost(line: str) -> None:
    entry = parse_event(line, CONTEXT, OUTAGE)
    if entry.moment is None and entry.refused is None and not entry.phase and "[" not in line:
        kept = " ".join([entry.what, entry.lane, entry.source, entry.evidence, entry.believed])
        letters = [letter for letter in line if letter.isalnum()]
        markers = [
            letter
            for word in ("believed", "source", "evidence", "thought", "then", "via", "from")
            for letter in word
        ]
        missing = [
            letter
            for letter in set(letters)
            if letters.count(letter) > kept.count(letter) + markers.count(letter)
        ]
        assert not missing or line.lstrip()[:1].isdigit()  # "1." of a numbered list


def test_a_long_line_costs_little() -> None:
    for line in (
        " " * 200_000,
        "14:05 " + "(" * 100_000,
        "http://a " * 20_000,
        "a: " * 50_000,
        "1 " * 50_000,
    ):
        parse_event(line, CONTEXT, OUTAGE)
        parse_action(line, TODAY)


def test_the_sign_words_are_well_formed() -> None:
    levels = content.toml("text/levels.toml")
    assert [level["id"] for level in levels["level"]] != []
    assert {level["id"] for level in levels["level"]} == set(LEVEL_NAMES)
    firsts = [word for level in levels["level"] for word in level["first"]] + levels["not_a_control"]["first"]
    assert len(firsts) == len(set(firsts))
    signs = content.toml("text/phases.toml")["signs"]
    assert all(sign["phases"] and sign["words"] for sign in signs)
    assert all(word == word.lower() for sign in signs for word in sign["words"])
    lanes = content.toml("text/lanes.toml")
    assert set(lanes) == {"never", "openers", "nouns"}
