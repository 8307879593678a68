"""Moments: what is read, what is refused and why, and that what is shown is read back."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmtui.text.reading import Moment, Refused
from pmtui.text.times import Context, leading_moment, parse_moment, show_moment, zone_of

MADRID = "Europe/Madrid"
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
ALONE = Context("UTC", NOW)
IN_MADRID = Context(MADRID, NOW)
AFTER = Context("UTC", NOW, date(2026, 11, 23), datetime(2026, 11, 23, 23, 50, tzinfo=UTC))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("14:05", "2026-11-24 14:05", "minute"),
        ("17:05", "2026-11-23 17:05", "minute"),
        (" 9:05 ", "2026-11-24 09:05", "minute"),
        ("14:05:10", "2026-11-24 14:05:10", "exact"),
        ("2:05 PM", "2026-11-24 14:05", "minute"),
        ("2:05pm", "2026-11-24 14:05", "minute"),
        ("2:05\u202fPM", "2026-11-24 14:05", "minute"),
        ("12:10 a.m.", "2026-11-24 00:10", "minute"),
        ("14:05 UTC", "2026-11-24 14:05", "minute"),
        ("14:05Z", "2026-11-24 14:05", "minute"),
        ("14:05 +02:00", "2026-11-24 12:05", "minute"),
        ("14:05 UTC+2", "2026-11-24 12:05", "minute"),
        ("14:05 Europe/Madrid", "2026-11-24 13:05", "minute"),
        ("2026-11-24 14:05", "2026-11-24 14:05", "minute"),
        ("2026-11-24T14:05:10.25Z", "2026-11-24 14:05:10.250", "exact"),
        ("2026-11-24T14:05-05:00", "2026-11-24 19:05", "minute"),
        ("2026-11-24 14:05:00+01:00", "2026-11-24 13:05", "exact"),
        ("2026-11-24 14:05:10,123", "2026-11-24 14:05:10.123", "exact"),
        ("~22:30", "2026-11-23 22:30", "approximate"),
        ("about 22:30", "2026-11-23 22:30", "approximate"),
        ("c. 22:30", "2026-11-23 22:30", "approximate"),
        ("2017-01-31 ~22:30", "2017-01-31 22:30", "approximate"),
        ("22:30-ish", "2026-11-23 22:30", "approximate"),
        ("2 PM", "2026-11-24 14:00", "approximate"),
        ("14:xx", "2026-11-24 14:00", "hour"),
        ("24 Nov 14:05", "2026-11-24 14:05", "minute"),
        ("Nov 24 14:05", "2026-11-24 14:05", "minute"),
        ("14:05 on 24 Nov", "2026-11-24 14:05", "minute"),
        ("01 Feb 00:51", "2026-02-01 00:51", "minute"),
        ("Tue Nov 24 14:05:10 UTC 2026", "2026-11-24 14:05:10", "exact"),
        ("Tue, 24 Nov 2026 14:05:10 +0000", "2026-11-24 14:05:10", "exact"),
        ("24/Nov/2026:14:05:10 +0000", "2026-11-24 14:05:10", "exact"),
        ("yesterday 14:05", "2026-11-23 14:05", "minute"),
        ("Monday at 2:05 PM", "2026-11-23 14:05", "minute"),
        ("31 Jan", "2026-01-31 00:00", "day"),
        ("25 Dec", "2025-12-25 00:00", "day"),
        ("November 24th, 2026", "2026-11-24 00:00", "day"),
        ("24/11/2026", "2026-11-24 00:00", "day"),
        ("2026-11-24", "2026-11-24 00:00", "day"),
        ("10 minutes ago", "2026-11-24 14:50", "approximate"),
        ("now", "2026-11-24 15:00", "exact"),
    ],
)
def test_reads_moments(text: str, at: str, precision: str) -> None:
    read = parse_moment(text, ALONE)
    assert isinstance(read, Moment), read
    assert (read.at, read.until, read.precision) == (utc(at), None, precision)
    assert read.at.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "at", "until", "precision"),
    [
        ("22:00-22:20", "2026-11-23 22:00", "2026-11-23 22:20", "minute"),
        ("14:05 to 14:20", "2026-11-24 14:05", "2026-11-24 14:20", "minute"),
        ("between 14:05 and 14:20", "2026-11-24 14:05", "2026-11-24 14:20", "minute"),
        ("~22:00 – 22:20", "2026-11-23 22:00", "2026-11-23 22:20", "approximate"),
        ("22:50 to 00:10", "2026-11-23 22:50", "2026-11-24 00:10", "minute"),
        ("11:50-12:10 PM", "2026-11-24 11:50", "2026-11-24 12:10", "minute"),
        ("2:05-2:20 PM", "2026-11-24 14:05", "2026-11-24 14:20", "minute"),
        ("14:05-14:20 +02:00", "2026-11-24 12:05", "2026-11-24 12:20", "minute"),
        ("2013-03", "2013-03-01", "2013-03-31", "day"),
        ("March 2013", "2013-03-01", "2013-03-31", "day"),
        ("2013-03 to 2013-07", "2013-03-01", "2013-07-31", "day"),
        ("2012-2013", "2012-01-01", "2013-12-31", "day"),
        ("in 2003", "2003-01-01", "2003-12-31", "day"),
        ("23-26 Nov", "2026-11-23", "2026-11-26", "day"),
        ("Nov 20-22, 2026", "2026-11-20", "2026-11-22", "day"),
    ],
)
def test_reads_ranges(text: str, at: str, until: str, precision: str) -> None:
    read = parse_moment(text, ALONE)
    assert isinstance(read, Moment), read
    assert (read.at, read.until, read.precision) == (utc(at), utc(until), precision)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("14:05", "2026-11-23 14:05", "minute"),
        ("00:10", "2026-11-24 00:10", "minute"),
        ("+7m", "2026-11-23 23:57", "minute"),
        ("+1h30m", "2026-11-24 01:20", "minute"),
        ("+1h 30m", "2026-11-24 01:20", "minute"),
        ("-5m", "2026-11-23 23:45", "minute"),
        ("~+10m", "2026-11-24 00:00", "approximate"),
        ("+90s", "2026-11-23 23:51:30", "exact"),
        ("+2 hours", "2026-11-24 01:50", "minute"),
    ],
)
def test_counts_on_from_the_row_before(text: str, at: str, precision: str) -> None:
    read = parse_moment(text, AFTER)
    assert isinstance(read, Moment), read
    assert (read.at, read.precision) == (utc(at), precision)


def test_bare_clock_follows_a_row_days_after_the_first() -> None:
    context = Context("UTC", NOW, date(2026, 11, 1), utc("2026-11-05 23:50"))
    read = parse_moment("00:10", context)
    assert isinstance(read, Moment)
    assert read.at == utc("2026-11-06 00:10")


def test_day_without_year_lies_beside_the_day_of_the_incident() -> None:
    context = Context("UTC", NOW, date(2017, 1, 31), utc("2017-01-31 23:50"))
    read = parse_moment("01 Feb 00:51", context)
    assert isinstance(read, Moment)
    assert read.at == utc("2017-02-01 00:51")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no time"),
        ("3", "neither hour nor day"),
        ("may", "month alone"),
        ("soon", "14:05"),
        ("03/04/2026", "2026-04-03 or 2026-03-04"),
        ("24/11/26", "two figures"),
        ("Feb 30", "no day 30"),
        ("2026-13-01", "no month 13"),
        ("25:00", "no 25:00"),
        ("24:00", "00:00"),
        ("14:65", "no 14:65"),
        ("14:05 PM", "two ways"),
        ("1405", "14:05"),
        ("2003", "in 2003"),
        ("+7", "+7m"),
        ("+7m", "no row before"),
        ("14:05 Europe/Madird", "Europe/Madrid"),
        ("14:05 EST", "offset"),
        ("14:05 +19:00", "no place on Earth"),
        ("14:05 tomorrow", "not part of a time"),
        ("14:05-05:00", "14:05 to 05:00"),
        ("~31 Jan", "range"),
        ("Mon 24 Nov 2026", "Tuesday"),
        ("2026-11-24 to 2026-11-20", "before it begins"),
        ("1017-01-31 22:00", "out of reach"),
        ("1h 40m", "14:05"),
    ],
)
def test_refuses_with_a_way_out(text: str, word: str) -> None:
    read = parse_moment(text, ALONE)
    assert isinstance(read, Refused), read
    assert word in read.reason
    assert 0 <= read.span[0] <= read.span[1] <= len(text)


def test_clock_changes_are_asked_about() -> None:
    gap = parse_moment("2026-03-29 02:30", IN_MADRID)
    twice = parse_moment("2026-10-25 02:30", IN_MADRID)
    assert isinstance(gap, Refused)
    assert "went forward" in gap.reason
    assert isinstance(twice, Refused)
    assert "happened twice" in twice.reason
    assert "02:30 +01:00" in twice.reason
    told = [parse_moment(f"2026-10-25 02:30 {offset}", IN_MADRID) for offset in ("+02:00", "+01:00")]
    assert [moment.at for moment in told if isinstance(moment, Moment)] == [
        utc("2026-10-25 00:30"),
        utc("2026-10-25 01:30"),
    ]


def test_an_unknown_zone_of_the_postmortem_asks_for_the_offset() -> None:
    context = Context("Mars/Olympus", NOW)
    assert isinstance(parse_moment("14:05", context), Refused)
    assert isinstance(parse_moment("14:05 +01:00", context), Moment)


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "../etc/passwd", "Europe", "/etc/passwd", "a\0b", "x" * 100]
)
def test_zone_names_that_are_none(name: str) -> None:
    assert zone_of(name) is None


def test_the_empty_zone_is_utc() -> None:
    zone = zone_of("")
    assert zone is not None
    assert str(zone) == "UTC"
    assert datetime(2026, 7, 1, tzinfo=zone).utcoffset() == timedelta()
    assert datetime(2026, 7, 1, tzinfo=zone).tzname() == "UTC"


@pytest.mark.parametrize(
    ("text", "at", "rest"),
    [
        ("14:05 pager: p99 above 2 s", "2026-11-24 14:05", "pager: p99 above 2 s"),
        ("[14:05] rolled back", "2026-11-24 14:05", "rolled back"),
        ("14:05 - 3 pods restarted", "2026-11-24 14:05", "3 pods restarted"),
        ("14:05: done", "2026-11-24 14:05", "done"),
        ("14:05 -50% traffic", "2026-11-24 14:05", "-50% traffic"),
        ("14:05 to staging it went", "2026-11-24 14:05", "to staging it went"),
        ("14:05 TCP/IP resets", "2026-11-24 14:05", "TCP/IP resets"),
        ("At 14:05 it began", "2026-11-24 14:05", "it began"),
        ("2013-03 review warns", "2013-03-01 00:00", "review warns"),
        ("14:05", "2026-11-24 14:05", ""),
    ],
)
def test_leading_moments(text: str, at: str, rest: str) -> None:
    read = leading_moment(text, ALONE)
    assert isinstance(read, tuple), read
    assert (read[0].at, read[1]) == (utc(at), rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "pager: p99 above 2 s",
        "14:05x",
        "10:20ms",
        "3 pods",
        "may fail",
        "2h outage",
        "+7 pods",
        "1.2.3.4 GET /",
    ],
)
def test_lines_that_begin_with_no_moment(text: str) -> None:
    assert leading_moment(text, ALONE) is None


@pytest.mark.parametrize(
    "text", ["25:00 it began", "Feb 30 it began", "03/04/2026 it began", "2003 old code stays"]
)
def test_lines_that_plainly_begin_with_a_wrong_moment(text: str) -> None:
    read = leading_moment(text, ALONE)
    assert isinstance(read, Refused)
    assert text[slice(*read.span)].strip()


zones = st.sampled_from(
    ["", MADRID, "America/New_York", "Asia/Kolkata", "America/Sao_Paulo", "Australia/Lord_Howe"]
)
moments = st.datetimes(datetime(1950, 1, 2), datetime(2150, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
minutes = moments.map(lambda at: at.replace(second=0, microsecond=0))


@given(minutes, zones, st.sampled_from(["minute", "approximate"]), st.booleans())
def test_shown_minutes_are_read_back(at: datetime, zone: str, precision: str, with_day: bool) -> None:
    shown = show_moment(at, precision, zone, with_day=with_day)  # type: ignore[arg-type]
    day = at.astimezone(ZoneInfo(zone or "UTC")).date()
    read = parse_moment(shown, Context(zone, datetime(2200, 1, 1, tzinfo=UTC), day))
    assert isinstance(read, Moment), (shown, read)
    assert (read.at, read.precision, read.until) == (at, precision, None)


@given(moments, zones)
def test_shown_exact_moments_are_read_back(at: datetime, zone: str) -> None:
    read = parse_moment(show_moment(at, "exact", zone, with_day=True), Context(zone, NOW))
    assert isinstance(read, Moment)
    assert read.at == at


@given(moments, zones)
def test_shown_days_are_read_back(at: datetime, zone: str) -> None:
    shown = show_moment(at, "day", zone, with_day=False)
    read = parse_moment(shown, Context(zone, NOW))
    assert isinstance(read, Moment)
    assert show_moment(read.at, "day", zone, with_day=False) == shown
    assert read.at.astimezone(ZoneInfo(zone or "UTC")).date() == at.astimezone(ZoneInfo(zone or "UTC")).date()


@given(minutes, st.timedeltas(timedelta(minutes=1), timedelta(days=40)), zones, st.booleans())
def test_shown_ranges_are_read_back(at: datetime, lasts: timedelta, zone: str, with_day: bool) -> None:
    until = (at + lasts).replace(second=0, microsecond=0)
    assume(until > at)
    shown = show_moment(at, "minute", zone, until, with_day=with_day)
    day = at.astimezone(ZoneInfo(zone or "UTC")).date()
    read = parse_moment(shown, Context(zone, datetime(2200, 1, 1, tzinfo=UTC), day))
    assert isinstance(read, Moment), (shown, read)
    assert (read.at, read.until) == (at, until), shown


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(1, 900), zones)
def test_shown_ranges_of_days_are_read_back(first: date, days: int, zone: str) -> None:
    context = Context(zone, NOW)
    read = parse_moment(f"{first} to {first + timedelta(days=days)}", context)
    assert isinstance(read, Moment)
    again = parse_moment(show_moment(read.at, "day", zone, read.until, with_day=True), context)
    assert isinstance(again, Moment)
    assert (again.at, again.until) == (read.at, read.until)


@given(
    st.datetimes(timezones=st.just(UTC)),
    zones,
    st.sampled_from(["exact", "minute", "approximate", "hour", "day"]),
)
def test_showing_never_fails(at: datetime, zone: str, precision: str) -> None:
    assert show_moment(at, precision, zone, at + timedelta(days=1) if at.year < 9999 else None, with_day=True)  # type: ignore[arg-type]


pieces = st.sampled_from(
    [
        "14:05",
        "~",
        "2026-11-24",
        " ",
        "-",
        "to",
        "24 Nov",
        "Nov",
        "UTC",
        "+02:00",
        "Europe/Madrid",
        "+7m",
        "PM",
        "3",
        "in 2003",
        ":",
        "T",
        "10",
        ",",
        "[",
        "]",
        "on",
        "Tue",
        "2012-2013",
        "yesterday",
        "ago",
        "02:30",
        "٣",
        "\u202f",
    ]
)
texts = (
    st.text(max_size=60)
    | st.lists(pieces, max_size=8).map("".join)
    | st.lists(pieces, max_size=8).map(" ".join)
)


@given(texts, st.sampled_from([ALONE, IN_MADRID, AFTER]))
def test_any_text_is_read_or_refused_within_itself(text: str, context: Context) -> None:
    read = parse_moment(text, context)
    assert 0 <= read.span[0] <= read.span[1] <= len(text)
    leading = leading_moment(text, context)
    if isinstance(leading, tuple):
        assert text.endswith(leading[1]) or text.rstrip().endswith(leading[1])
        leading = leading[0]
    if leading is not None:
        assert 0 <= leading.span[0] <= leading.span[1] <= len(text)


@given(st.times(), st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))
def test_a_bare_clock_time_is_the_latest_not_after_now(clock: object, now: datetime) -> None:
    now = now.replace(tzinfo=UTC)
    read = parse_moment(f"{clock:%H:%M}", Context("UTC", now))
    assert isinstance(read, Moment)
    assert timedelta() <= now - read.at < timedelta(days=1)
