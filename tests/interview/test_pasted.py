"""Pasted blocks: chat scrolls, logs, shell histories, notes."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pmtui.interview.quick_entry import parse_block
from pmtui.text.times import Context

OUTAGE = ("detection", "investigation", "mitigation", "resolution")
CONTEXT = Context("UTC", datetime(2026, 11, 24, 15, 0, tzinfo=UTC))


def rows(text: str, context: Context = CONTEXT) -> list[tuple[str, str, str]]:
    """Return time, lane and words of each row."""
    found = []
    for entry in parse_block(text, context, OUTAGE):
        at = f"{entry.moment.at:%Y-%m-%d %H:%M:%S}".removesuffix(":00") if entry.moment else ""
        found.append((at, entry.lane, entry.what))
    return found


def test_a_chat_scroll() -> None:
    text = (
        "Dana Reyes  2:05 PM\nsearch is slow\nsince the deploy\n2:06\nrolling back\n"
        "\nPager APP  2:09 PM\nresolved\n"
    )
    assert rows(text) == [
        ("2026-11-24 14:05", "Dana Reyes", "search is slow since the deploy"),
        ("2026-11-24 14:06", "Dana Reyes", "rolling back"),
        ("2026-11-24 14:09", "Pager", "resolved"),
    ]


def test_other_chats() -> None:
    assert rows("[14:05:10] <noor> slow\n14:06 <dana> looking") == [
        ("2026-11-24 14:05:10", "noor", "slow"),
        ("2026-11-24 14:06", "dana", "looking"),
    ]
    assert rows("[23/11/2026, 14:05:10] Noor: slow") == [("2026-11-23 14:05:10", "Noor", "slow")]
    assert rows("noor — Yesterday at 2:05 PM\nslow") == [("2026-11-23 14:05", "noor", "slow")]


def test_a_chat_head_without_text_is_kept() -> None:
    assert rows("restarted search  14:05\n14:10 better") == [
        ("2026-11-24 14:05", "", "restarted search  14:05"),
        ("2026-11-24 14:10", "", "better"),
    ]


def test_logs() -> None:
    text = (
        "Nov 24 14:05:10 web1 nginx[123]: upstream timed out\n"
        "2026-11-24T14:05:11.5Z ERROR search: broken pipe\n"
        "    at line 3\n"
        '10.0.0.1 - - [24/Nov/2026:14:05:12 +0000] "GET / HTTP/1.1" 500\n'
        "E1124 14:05:13.000000   1 main.go:12] gave up\n"
        "1795528800.25 tick\n"
    )
    assert rows(text) == [
        ("2026-11-24 14:05:10", "nginx", "upstream timed out"),
        ("2026-11-24 14:05:11", "", "ERROR search: broken pipe at line 3"),
        ("2026-11-24 14:05:12", "", '10.0.0.1 - - [24/Nov/2026:14:05:12 +0000] "GET / HTTP/1.1" 500'),
        ("2026-11-24 14:05:13", "", "1 main.go:12] gave up"),
        ("2026-11-24 14:00", "", "tick"),
    ]


def test_shell_histories() -> None:
    text = (
        "#1795528800\nkubectl rollout undo\n: 1795528860:0;kubectl get pods\n"
        "  501  2026-11-24 14:06:00 uptime\n"
    )
    assert rows(text) == [
        ("2026-11-24 14:00", "", "kubectl rollout undo"),
        ("2026-11-24 14:01", "", "kubectl get pods"),
        ("2026-11-24 14:06", "", "uptime"),
    ]


def test_notes_carry_the_day_past_midnight() -> None:
    text = (
        "## 20 Nov 2026\n- 23:50 slow\n- 00:10 slower\n+5m worse\n| 00:20 | better |\n- all quiet\n"
        "\nLost: 3 orders\n"
    )
    assert rows(text) == [
        ("2026-11-20 23:50", "", "slow"),
        ("2026-11-21 00:10", "", "slower"),
        ("2026-11-21 00:15", "", "worse"),
        ("2026-11-21 00:20", "", "better"),
        ("", "", "all quiet"),
        ("", "Lost", "3 orders"),
    ]


def test_a_line_that_states_the_zone_sets_it() -> None:
    madrid = Context("Europe/Madrid", CONTEXT.now)
    assert rows("Outage. All times UTC.\n\n14:05 slow", madrid)[1] == ("2026-11-24 14:05", "", "slow")
    assert rows("14:05 slow", madrid) == [("2026-11-24 13:05", "", "slow")]


def test_a_refused_time_is_a_row_that_says_so() -> None:
    (entry,) = parse_block("25:00 slow", CONTEXT, OUTAGE)
    assert entry.refused is not None
    assert entry.what == "25:00 slow"


def test_a_block_too_long_says_where_it_stopped() -> None:
    entries = parse_block("14:05 slow\n" * 5_003, CONTEXT, OUTAGE)
    assert len(entries) == 5_001
    assert entries[-1].refused is not None
    assert "3 were not" in entries[-1].refused.reason


lines = st.sampled_from(
    [
        "Dana  2:05 PM",
        "2:06",
        "14:05 slow",
        "- slow",
        "",
        "#1795528800",
        "  more",
        "## 24 Nov",
        "25:00 x",
        "| a | b |",
        "|---|",
        ": 1795528800:0;ls",
        "[14:05] <noor> hm",
        "Nov 24 14:05:10 a b: c",
        "All times UTC",
        "+7m x",
        "03/04/2026 x",
        "\x00",
    ]
)


@given(st.text(max_size=200) | st.lists(lines | st.text(max_size=30), max_size=12).map("\n".join))
def test_any_block_is_read(text: str) -> None:
    for entry in parse_block(text, CONTEXT, OUTAGE):
        assert entry.shown("UTC")


@given(st.lists(lines, max_size=12))
def test_no_word_of_a_block_is_lost(block: list[str]) -> None:
    kept = " ".join(
        f"{entry.lane} {entry.what} {entry.source}"
        for entry in parse_block("\n".join(block), CONTEXT, OUTAGE)
    )
    for word in ("slow", "more", "hm", "ls", "03/04/2026", "25:00"):
        assert kept.count(word) >= sum(line.count(word) for line in block)
