"""The real program, whose terminal or parent goes away in the middle of typing: what was seen is there."""

from __future__ import annotations

import pytest

from faults import ways
from faults.test_kills import all_there

pytestmark = pytest.mark.pty


def test_nothing_seen_is_lost_when_the_terminal_is(tmp_path):
    all_there(tmp_path, ways.LOST, 36)
