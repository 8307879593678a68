"""Deadlines: alone and within a sentence; what names no day is refused or not found."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.text.deadlines import find_deadline, parse_deadline
from pmtui.text.reading import Deadline, Refused

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("by Apr 1", "2027-04-01"),
        ("Apr 1", "2027-04-01"),
        ("1 April 2027", "2027-04-01"),
        ("April 1st, 2027", "2027-04-01"),
        ("2027-04-01", "2027-04-01"),
        ("2027-04-01 17:00 UTC", "2027-04-01"),
        ("before Apr 1", "2027-03-31"),
        ("24 Nov", "2026-11-24"),
        ("23 Nov", "2027-11-23"),
        ("Feb 29", "2028-02-29"),
        ("due: May 3", "2027-05-03"),
        ("Q2 end", "2027-06-30"),
        ("end of Q2", "2027-06-30"),
        ("by the end of Q2", "2027-06-30"),
        ("Q2 2027", "2027-06-30"),
        ("Q4", "2026-12-31"),
        ("H1 2027", "2027-06-30"),
        ("end of month", "2026-11-30"),
        ("EOM", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of April", "2027-04-30"),
        ("end of the quarter", "2026-12-31"),
        ("end of 2027", "2027-12-31"),
        ("end of week", "2026-11-27"),
        ("end of next week", "2026-12-04"),
        ("next week", "2026-12-04"),
        ("Friday", "2026-11-27"),
        ("on Friday", "2026-11-27"),
        ("this Friday", "2026-11-27"),
        ("next Friday", "2026-12-04"),
        ("today", "2026-11-24"),
        ("tomorrow", "2026-11-25"),
        ("in 3 days", "2026-11-27"),
        ("in 5 working days", "2026-12-01"),
        ("in 2 weeks", "2026-12-08"),
        ("in two weeks", "2026-12-08"),
        ("in a month", "2026-12-24"),
        ("W50", "2026-12-11"),
        ("W47", "2027-11-26"),
        ("2026-W50", "2026-12-11"),
        ("2026-W50-5", "2026-12-11"),
        ("2026-W50-1", "2026-12-07"),
    ],
)
def test_reads_deadlines(text: str, day: str) -> None:
    read = parse_deadline(text, TUESDAY)
    assert isinstance(read, Deadline), read
    assert read.day == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "no day"),
        ("soon", "names no day"),
        ("eventually", "names no day"),
        ("ASAP", "names no day"),
        ("next sprint", "names no day"),
        ("03/04/2026", "2026-04-03"),
        ("3/4", "day first or month first"),
        ("may", "end of May"),
        ("by March", "end of March"),
        ("April 2027", "many days"),
        ("next month", "end of next month"),
        ("3", "in 3 days"),
        ("Feb 30", "no day 30"),
        ("Tuesday", "today is a Tuesday"),
        ("this Monday", "has passed"),
        ("every week", "recurrence"),
        ("2027-W53", "no 2027-W53"),
        ("Apr 1 or so", "not part of a day"),
        ("banana", "2027-04-01"),
    ],
)
def test_refuses_with_a_way_out(text: str, word: str) -> None:
    read = parse_deadline(text, TUESDAY)
    assert isinstance(read, Refused), read
    assert word in read.reason


@pytest.mark.parametrize(
    ("text", "day", "found"),
    [
        ("Cover the ten top flows by Apr 1 (Owner: Kim)", "2027-04-01", "by Apr 1"),
        ("Kim writes the runbook by Mar 15", "2027-03-15", "by Mar 15"),
        ("Finish the move by Q2 end", "2027-06-30", "by Q2 end"),
        ("Add a check, due Friday, Kim", "2026-11-27", "due Friday"),
        ("Add a check, next Friday", "2026-12-04", "next Friday"),
        ("Add a check (Apr 1)", "2027-04-01", "Apr 1"),
        ("Run the drill on Apr 1", "2027-04-01", "on Apr 1"),
        ("Ship in 2 weeks", "2026-12-08", "in 2 weeks"),
        ("p99 below 2 s, 2027-01-15, Kim", "2027-01-15", "2027-01-15"),
        ("From the Mar 3 dump, restore by May 4", "2027-05-04", "by May 4"),
    ],
)
def test_finds_the_deadline_of_a_sentence(text: str, day: str, found: str) -> None:
    read = find_deadline(text, TUESDAY)
    assert isinstance(read, Deadline), read
    assert (read.day, text[slice(*read.span)]) == (date.fromisoformat(day), found)


@pytest.mark.parametrize(
    "text",
    [
        "Move the service eventually",
        "Fix it soon, or by the next release",
        "The job may 3 times fail",
        "This may break by hand",
        "Restore from the backup of Mar 3",
        "Restore from the Mar 3 backup",
        "No deploys on Friday",
        "Keep logs in 3 days of history",
        "Reduce errors by 20",
        "Review Q2 numbers",
        "Upgrade to 2.6.1",
        "",
    ],
)
def test_finds_no_deadline_where_none_is(text: str) -> None:
    assert find_deadline(text, TUESDAY) is None


@pytest.mark.parametrize(
    "text", ["Drop the flag, 03/04/2026", "Drop the flag by Feb 30", "Drop the flag by March"]
)
def test_refuses_what_plainly_tries_to_be_a_date(text: str) -> None:
    assert isinstance(find_deadline(text, TUESDAY), Refused)


days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
pieces = st.sampled_from(
    [
        "by",
        "Apr 1",
        "may",
        "end of",
        "Q2",
        "next",
        "Friday",
        "in 2 weeks",
        "2026-W50",
        "W60",
        ",",
        "(",
        "03/04/2026",
        "0",
        "before",
        "Feb 29",
        "2027",
        "in 1000 years",
        "end of 2027-13",
        "H3",
        "EOM",
        "this Monday",
        "00/00/0000",
        "-",
    ]
)
texts = st.text(max_size=80) | st.lists(pieces, max_size=8).map(" ".join)


@given(texts, days)
def test_any_text_is_read_or_refused_within_itself(text: str, today: date) -> None:
    for read in (parse_deadline(text, today), find_deadline(text, today)):
        if read is not None:
            assert 0 <= read.span[0] <= read.span[1] <= len(text)


@given(days, days)
def test_a_day_without_a_year_is_never_past_and_at_most_a_year_ahead(today: date, day: date) -> None:
    read = parse_deadline(f"{day.day} {day:%B}", today)
    assert isinstance(read, Deadline)
    assert (read.day.month, read.day.day) == (day.month, day.day)
    assert (
        timedelta() <= read.day - today <= timedelta(days=366 if (day.month, day.day) != (2, 29) else 8 * 366)
    )


@given(days, days)
def test_written_days_are_read(today: date, day: date) -> None:
    for text in (f"{day:%Y-%m-%d}", f"by {day.day} {day:%b} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        read = parse_deadline(text, today)
        assert isinstance(read, Deadline)
        assert read.day == day
