"""Share: the lessons, the summary, who shall read it; with the document as it stands beside it."""

from __future__ import annotations

from typing import ClassVar

from textual.widget import Widget

from pmtui.exporters import export
from pmtui.interview.question import Step
from pmtui.model.postmortem import Postmortem
from pmtui.screens.frame import StepScreen
from pmtui.widgets.document import DocumentPane

SECTIONS = {
    "lessons.well": "### What went well",
    "lessons.badly": "### What went badly",
    "lessons.lucky": "### Where we were lucky",
    "lessons.surprised": "### What surprised us",
    "lessons.questions": "### Open questions",
    "summary": "## Summary",
    "share.external": "## Message for those outside",
}
NEAREST = {"lessons": "## Lessons", "share": "## Shared with"}
"""Under which heading of the document an answer stands, and under which its neighbours do."""


class ShareScreen(StepScreen):
    """The answers of sharing, and the document that grows beside them; F5 shows it whole."""

    step: ClassVar[Step] = "share"
    own_keys: ClassVar[tuple[str, ...]] = ("preview", "export")

    def __init__(self, at: str = "") -> None:
        super().__init__(at)
        self._document: tuple[Postmortem | None, str] = (None, "")

    def side(self) -> Widget:
        """Return the pane of the document."""
        return DocumentPane()

    def show_side(self) -> None:
        """Show the document as it stands, with the section of the question in front in sight."""
        pm = self.draft.pm
        if self._document[0] is not pm:
            self._document = (pm, export(pm, "md", self.desk.now()))
        path = self.now_asked.path if self.now_asked else ""
        nearest = NEAREST.get(path.partition(".")[0], "")
        self.query_one(DocumentPane).show_document(self._document[1], SECTIONS.get(path, ""), nearest)
