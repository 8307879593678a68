"""Durations of one clock: recorded, pending, not applicable, invalid; never a silent zero."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.analysis.durations import Duration, durations, format_duration, hours_left
from pmtui.model.postmortem import Clock, Precisions, Untils


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def one(id_: str, clock: Clock, zone: str = "") -> Duration:
    return next(duration for duration in durations(clock, zone) if duration.id == id_)


FULL = Clock(
    introduced=utc("2026-11-20 09:00"),
    started=utc("2026-11-24 14:01"),
    detected=utc("2026-11-24 14:05"),
    declared=utc("2026-11-24 14:06"),
    acknowledged=utc("2026-11-24 14:07"),
    mitigated=utc("2026-11-24 14:31"),
    resolved=utc("2026-11-24 15:44"),
)


def test_all_six_are_worked_out() -> None:
    words = {duration.id: duration.words for duration in durations(FULL)}
    assert words == {
        "latent": "4 d 5 h",
        "ttd": "4 min",
        "declare": "1 min",
        "tta": "2 min",
        "ttm": "30 min",
        "ttr": "1 h 43 min",
    }
    assert all(duration.state == "recorded" for duration in durations(FULL))
    assert one("ttd", FULL).shortest == one("ttd", FULL).longest == timedelta(minutes=4)


def test_missing_ends_are_pending_or_not_applicable() -> None:
    clock = Clock(started=utc("2026-11-24 14:01"))
    states = {duration.id: duration.state for duration in durations(clock)}
    assert states == {
        "latent": "not-applicable",
        "ttd": "pending",
        "declare": "pending",
        "tta": "pending",
        "ttm": "pending",
        "ttr": "pending",
    }
    assert one("ttr", clock).words == "resolved is not given yet"
    assert one("ttr", clock).longest is None
    assert one("tta", FULL.model_copy(update={"acknowledged": None})).state == "not-applicable"


def test_contradictions_are_invalid_with_the_reason() -> None:
    clock = FULL.model_copy(update={"resolved": utc("2026-11-24 13:00")})
    ttr = one("ttr", clock)
    assert (ttr.state, ttr.shortest, ttr.longest) == ("invalid", None, None)
    assert "resolved lies 1 h 1 min before started" in ttr.words


@pytest.mark.parametrize(
    ("precision", "words"),
    [("approximate", "about 4 min"), ("minute", "4 min"), ("exact", "4 min"), ("hour", "at most 1 h 4 min")],
)
def test_precision_shows_in_the_words(precision: str, words: str) -> None:
    clock = FULL.model_copy(
        update={
            "started": utc("2026-11-24 14:01"),
            "precision": Precisions.model_validate({"started": precision}),
        }
    )
    assert one("ttd", clock).words == words.replace("1 h 4 min", "5 min")


def test_ranges_give_ranges() -> None:
    clock = Clock(
        started=utc("2026-11-24 14:00"),
        resolved=utc("2026-11-24 15:00"),
        until=Untils(resolved=utc("2026-11-24 16:00")),
    )
    ttr = one("ttr", clock)
    assert (ttr.shortest, ttr.longest) == (timedelta(hours=1), timedelta(hours=2))
    assert ttr.words == "between 1 h and 2 h"


def test_days_span_the_day_of_the_zone() -> None:
    clock = Clock(
        started=utc("2026-10-24 22:00"),
        detected=utc("2026-10-25 23:00"),
        precision=Precisions(started="day", detected="minute"),
    )
    ttd = one("ttd", clock, "Europe/Madrid")  # 25 October 2026 has 25 hours in Madrid
    assert (ttd.shortest, ttd.longest) == (timedelta(), timedelta(hours=25))
    assert ttd.words == "at most 25 h"


def test_no_zero_in_silence() -> None:
    same = Clock(started=utc("2026-11-24 14:05"), detected=utc("2026-11-24 14:05"))
    assert one("ttd", same).words == "none: both are the same moment"
    to_the_minute = same.model_copy(update={"precision": Precisions(started="minute")})
    assert one("ttd", to_the_minute).words == "less than a minute"


@pytest.mark.parametrize(
    ("duration", "words"),
    [
        (timedelta(), "0 s"),
        (timedelta(seconds=45), "45 s"),
        (timedelta(minutes=4), "4 min"),
        (timedelta(minutes=1, seconds=30), "1 min 30 s"),
        (timedelta(hours=18, minutes=14), "18 h 14 min"),
        (timedelta(hours=47, minutes=59), "47 h 59 min"),
        (timedelta(days=13, hours=4), "13 d 4 h"),
        (timedelta(days=2500, hours=3), "2500 d"),
        (timedelta(minutes=-5), "-5 min"),
    ],
)
def test_durations_in_words(duration: timedelta, words: str) -> None:
    assert format_duration(duration) == words


def test_hours_left_of_the_48() -> None:
    assert hours_left(Clock(), utc("2026-11-25 00:00")) is None
    assert hours_left(FULL, utc("2026-11-25 15:44")) == 24
    assert hours_left(FULL, utc("2026-11-27 15:44")) == -24
    assert hours_left(FULL, utc("2026-11-24 16:44"), limit=2) == 1


moments = st.none() | st.datetimes(timezones=st.just(UTC))
precisions = st.none() | st.sampled_from(["exact", "minute", "approximate", "hour", "day"])
NAMES = ("introduced", "started", "detected", "declared", "acknowledged", "mitigated", "resolved")


@given(
    st.fixed_dictionaries(dict.fromkeys(NAMES, moments)),
    st.fixed_dictionaries(dict.fromkeys(NAMES, precisions)),
    st.fixed_dictionaries(dict.fromkeys(NAMES, moments)),
    st.sampled_from(["", "Europe/Madrid", "Asia/Kolkata", "No/Where"]),
)
def test_any_clock_gives_six_durations(at: dict, precision: dict, until: dict, zone: str) -> None:
    clock = Clock.model_validate({**at, "precision": precision, "until": until})
    found = durations(clock, zone)
    assert [duration.id for duration in found] == ["latent", "ttd", "declare", "tta", "ttm", "ttr"]
    for duration in found:
        assert duration.words
        if duration.state == "recorded":
            assert duration.shortest is not None
            assert duration.longest is not None
            assert timedelta() <= duration.shortest <= duration.longest
        else:
            assert duration.shortest is duration.longest is None
