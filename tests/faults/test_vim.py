"""The harness types into vim as well, so that the two can be put side by side."""

from __future__ import annotations

import pytest

from faults import side_by_side, vim, ways
from faults.kills import Result
from faults.test_kills import SEED

pytestmark = [pytest.mark.pty, pytest.mark.skipif(not vim.there(), reason="vim is not installed")]


def ended(home, way: ways.Way) -> Result:
    return vim.run(home, way, SEED, 36, vim.KEENEST)


@pytest.mark.parametrize("way", ["SIGKILL", "terminal closed"])
def test_what_vim_keeps_is_found_again(tmp_path, way):
    made = vim.WAYS[way]()
    made.statuses = ()
    result = ended(tmp_path / "home", made)
    assert result.typed > 20
    assert result.lost + result.young < result.typed / 2  # it is compared with vim, not with an empty file


def test_both_are_put_side_by_side():
    ours = [Result("SIGKILL", 1, 40), Result("exception: key", 2, 30)]
    theirs = [Result("SIGKILL", 1, 40, lost=12)]
    lines = side_by_side.side_by_side({"pmtui": ours, "vim": theirs}).splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "lost of typed pmtui vim",
        "SIGKILL 0 of 40 12 of 40",
        "exception: key 0 of 30 -",
        "all 0 of 70 12 of 40",
    ]
