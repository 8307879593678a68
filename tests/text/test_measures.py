"""Figures of fields, and what measures something in a sentence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.text.measures import (
    MetricReading,
    find_complete_sets,
    find_figures,
    find_measures,
    has_change,
    parse_metric,
    parse_money,
    parse_number,
    parse_percent,
)
from pmtui.text.reading import Refused


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50", 50),
        ("50K", 50_000),
        ("50K users", 50_000),
        ("1.2M", 1_200_000),
        ("3 bn", 3_000_000_000),
        ("20 %", 20),
        ("99.95", 99.95),
        ("$20,000", 20_000),
        ("20 000", 20_000),
        ("20\u202f000", 20_000),
        ("1,100,000", 1_100_000),
        ("about 1,100", 1_100),
        ("~1100", 1_100),
        ("none", 0),
        ("-3", -3),
        ("0.125", 0.125),
    ],
)
def test_reads_numbers(text: str, value: float) -> None:
    read = parse_number(text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "many",
        "1.100",
        "1,1",
        "1.2m",
        "3 weeks",
        "50K users (20 %)",
        "5x",
        "1e9",
        "1" * 500,
        "inf",
        "٣",
    ],
)
def test_refuses_numbers(text: str) -> None:
    assert isinstance(parse_number(text), Refused)


@pytest.mark.parametrize(
    ("text", "value"), [("20", 20), ("20 %", 20), ("0.5%", 0.5), ("1 in 5", 20), ("20 percent", 20)]
)
def test_reads_shares(text: str, value: float) -> None:
    assert parse_percent(text) == value


@pytest.mark.parametrize("text", ["120", "-1", "most", "3 in 0", "5 in 2"])
def test_refuses_shares(text: str) -> None:
    assert isinstance(parse_percent(text), Refused)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$20K", 20_000, "USD"),
        ("20K USD", 20_000, "USD"),
        ("EUR 1.2M", 1_200_000, "EUR"),
        ("20 000 €", 20_000, "EUR"),
        ("A$20", 20, "AUD"),
        ("$20 CAD", 20, "CAD"),
        ("about $1.5 billion", 1_500_000_000, "USD"),
        ("500 dollars", 500, "USD"),
        ("-$5", -5, "USD"),
        ("20000", 20_000, ""),
    ],
)
def test_reads_money(text: str, amount: float, currency: str) -> None:
    assert parse_money(text) == (amount, currency)


@pytest.mark.parametrize("text", ["", "a lot", "¥500", "500 kr", "€20 USD", "$1.100"])
def test_refuses_money(text: str) -> None:
    assert isinstance(parse_money(text), Refused)


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("NPS 50 -> 30", MetricReading("NPS", 50, 30, "")),
        ("NPS fell from 50 to 30", MetricReading("NPS", 50, 30, "")),
        ("error rate 0.1 % → 12 %", MetricReading("error rate", 0.1, 12, "%")),
        ("p99: 800 ms -> 12000 ms", MetricReading("p99", 800, 12_000, "ms")),
        ("MTTR from 2 hr to 30 min", MetricReading("MTTR", 120, 30, "min")),
        ("orders per hour 1.2K -> 0", MetricReading("orders per hour", 1200, 0, "")),
        ("failed drills 3/month -> 0", MetricReading("failed drills", 3, 0, "/month")),
    ],
)
def test_reads_metrics(text: str, metric: MetricReading) -> None:
    assert parse_metric(text) == metric


@pytest.mark.parametrize("text", ["", "NPS 50", "NPS fell", "50 -> 30", "size 3 GB -> 20 %", "x" * 300])
def test_refuses_metrics(text: str) -> None:
    assert isinstance(parse_metric(text), Refused)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cover the top 10 flows by Apr 1", ["10"]),
        ("bad configs in production 3/month -> 0", ["3/month -> 0"]),
        ("Cut recovery from 2 hr to 30 min", ["from 2 hr to 30 min"]),
        ("p99 under 2 s for every queue", ["under 2 s", "every queue"]),
        ("Alert above 70% CPU", ["above 70%"]),
        ("Run two replicas", ["two"]),
        ("584,000 customers for 18.5 hours, $20K", ["584,000", "18.5 hours", "$20K"]),
        ("outages of 10-30 minutes", ["10-30 minutes"]),
    ],
)
def test_finds_what_measures(text: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in find_measures(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Improve testing",
        "Upgrade to 9.6.1 (#123)",
        "HTTP 500 and 404 errors at 14:05 on 2026-11-24",
        "db2 and p99 and E2E and SEV1 in Q2",
        "After all, it was not at all clear",
        "https://example.org/a/50",
        "By May 4, 2027",
    ],
)
def test_finds_nothing_that_measures(text: str) -> None:
    assert find_measures(text) == ()


def test_figures_and_complete_sets_are_told_apart() -> None:
    text = "All 12 shards answer within 2 s"
    assert [text[a:b] for a, b in find_figures(text)] == ["12", "within 2 s"]
    assert find_complete_sets("Every queue is drained") == ((0, 11),)
    assert has_change("3 -> 0") == (0, 6)
    assert has_change("3 and 0") is None


@given(st.integers(-(10**12), 10**12))
def test_whole_numbers_are_read_back(number: int) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number


amounts = st.sampled_from(
    ["50", "K", "%", "->", "to", "$", "€", "NPS", " ", ",", ".", "1,100", "all", "every day", "from", "ms"]
)


@given(
    st.text(max_size=80)
    | st.lists(amounts, max_size=9).map("".join)
    | st.lists(amounts, max_size=9).map(" ".join)
)
def test_any_text_is_read_or_refused_within_itself(text: str) -> None:
    for read in (parse_number(text), parse_percent(text), parse_money(text), parse_metric(text)):
        if isinstance(read, Refused):
            assert 0 <= read.span[0] <= read.span[1] <= len(text)
    spans = find_measures(text)
    assert list(spans) == sorted(spans)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
