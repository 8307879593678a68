"""The table of benchmarks/keeps_up.py: ratios, limits, and what was not measured."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
if not BENCHMARKS.is_dir():
    pytest.skip("the benchmarks are not part of this package", allow_module_level=True)
sys.path.insert(0, str(BENCHMARKS))

import keeps_up_table as shown  # noqa: E402
from keeps_up_figures import FIGURES, GROWING, Figure  # noqa: E402
from keeps_up_plan import GROUPS, NAMES, SIZES  # noqa: E402

sys.path.remove(str(BENCHMARKS))

START = Figure("start", "start", ("small", "ready_ms"), ("floor", "ready_ms"), 1.35, "ms")
SILENT = Figure("sent while idle", "idle", ("input", "idle_bytes"), ("", ""), 0, "B")
FREE = Figure("memory", "start", ("small", "mb"), ("floor", "mb"), None, "MB")


def results(ours, theirs=100.0):
    return {"start": {"small": {"ready_ms": {"median": ours}}, "floor": {"ready_ms": {"median": theirs}}}}


@pytest.mark.parametrize(("ours", "met"), [(100, True), (135, True), (135.1, False), (1000, False)])
def test_a_limit_is_met_up_to_the_ratio(ours, met):
    [row] = shown.rows([START], results(ours))
    assert row.ratio == pytest.approx(ours / 100)
    assert row.met is met


@pytest.mark.parametrize(
    "measured", [{}, {"small": {}}, {"small": {"error": "it ended"}}, {"small": {"ready_ms": None}}]
)
def test_what_is_missing_is_not_met(measured):
    [row] = shown.rows([START], {"start": {"floor": {"ready_ms": {"median": 100}}, **measured}})
    assert (row.ours, row.ratio, row.met) == (None, None, False)
    assert "| start | - | 100 ms | - | 1.35 | **no** |" in shown.table([row])


def test_without_the_other_one_nothing_is_met():
    [row] = shown.rows([START], {"start": {"small": {"ready_ms": {"median": 1}}}})
    assert row.met is False
    assert shown.ratio(1, 0) is None


@pytest.mark.parametrize(("sent", "met"), [(0, True), (1, False)])
def test_a_limit_without_the_other_one_is_a_value(sent, met):
    [row] = shown.rows([SILENT], {"idle": {"input": {"idle_bytes": {"median": sent}}}})
    assert row.met is met
    assert "| - | - | 0 B |" in shown.table([row])


def test_only_groups_that_were_measured_have_rows():
    assert shown.rows([SILENT], results(1)) == []


def test_where_nothing_is_promised_nothing_is_said():
    measured = {"start": {"small": {"mb": {"median": 80.0}}, "floor": {"mb": {"median": 40.0}}}}
    [row] = shown.rows([FREE], measured)
    assert row.met is None
    assert shown.table([row]).endswith("| memory | 80.0 MB | 40.0 MB | 2.00 |  |  |")


def test_a_mean_is_taken_over_every_key_of_every_run():
    runs = [
        {"keys": {"type": [{"bytes": 10}, {"bytes": 20}]}},
        {"keys": {"type": [{"bytes": 60}]}},
        {"keys": {}},
    ]
    found = {"life": {"input": {"raw": runs}}}
    assert shown.value(found, "life", ("input", "key.type.bytes.mean")) == 30
    assert shown.value({"life": {"input": {}}}, "life", ("input", "key.type.bytes.mean")) is None


def test_growth_has_ratios_to_the_first_size():
    text = shown.growth_table((10, 1000), {"ready, ms": [50.0, 75.0], "bytes": [9.0, None]})
    assert text.splitlines() == [
        "| what | 10 rows | 1,000 rows |",
        "| --- | --: | --: |",
        "| ready, ms | 50.0 | 75.0 (1.50) |",
        "| bytes | 9.00 | - (-) |",
    ]


def test_every_figure_is_of_a_program_and_a_label_that_are_measured():
    peers = {group.name: {one.name: one.keys for one in group.peers} for group in GROUPS}
    for figure in FIGURES:
        assert figure.group in NAMES
        for peer, path in (figure.ours, figure.theirs):
            if figure.group != "commands" and peer:
                keys = peers[figure.group][peer]
                assert not path.startswith("key.") or f"<#{path.split('.')[1]}>" in keys
    assert list(peers["growth"]) == [str(size) for size in SIZES]
    assert all(
        f"<#{path.split('.')[1]}>" in peers["growth"]["10"] for _, path in GROWING if path[:4] == "key."
    )
