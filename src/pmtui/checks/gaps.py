"""Gaps ⟨like this⟩ that offered words left to fill, and that still stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pmtui.checks import rules
from pmtui.checks.fields import fields
from pmtui.checks.finding import Finding

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem

RULE = "file.gap"
_GAP = re.compile("⟨[^⟨⟩]{1,200}⟩")


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield a finding at the first gap of each text that has one."""
    for prose in fields(pm):
        found = _GAP.search(prose.text)
        if found is not None:
            yield rules.rule(RULE).finding(prose.path, span=found.span())
