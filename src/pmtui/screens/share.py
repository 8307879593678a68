"""Share: the lessons, the summary, who shall read it; with the document as it stands beside it."""

from __future__ import annotations

from typing import ClassVar

from pmtui.interview.question import Step
from pmtui.screens.frame import StepScreen


class ShareScreen(StepScreen):
    """The answers of sharing; the preview and the export are one key away."""

    step: ClassVar[Step] = "share"
    own_keys: ClassVar[tuple[str, ...]] = ("preview", "export")
