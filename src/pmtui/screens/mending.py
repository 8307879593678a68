"""What keys do about findings: go to the next, take the offered words, waive it, take a waiver back."""

from __future__ import annotations

from pmtui.interview import answers
from pmtui.screens.sheet import Sheet
from pmtui.widgets.fields import spans


class Mending(Sheet, inherit_bindings=False):
    """A sheet on which findings are mended by keys.

    Each key means the text as it stands: it is looked at first, pause or not.
    """

    def look_now(self) -> None:
        """Look for findings at once, also where the first look is still to come."""
        self.desk.known.at_once()
        self.settled()

    def do_take(self) -> None:
        """Take the rewrite of the finding at the cursor, else go to the next gap, else take the draft.

        A gap ahead comes before a finding elsewhere: the rewrite taken last is filled first.
        """
        self.look_now()
        here = self.finding_here()
        filling = self.slot.is_gap_ahead() and not (here is not None and self.is_at_cursor(here))
        others = (finding.replacement for finding in self.findings if finding.replacement)
        if here is not None and here.replacement and not filling:
            self.put_offered(here.replacement)
        elif self.slot.select_gap():
            self.to_field()
        elif words := next(others, "") or self.offered():
            self.put_offered(words)
        else:
            self.coach.say("Nothing is offered here.")

    def offered(self) -> str:
        """Return the words offered for the question in front; empty for none."""
        return self.desk.offer(self.now_asked.path if self.now_asked else "")

    def put_offered(self, words: str) -> None:
        """Put offered words in place of what stands in the field, with the first gap of them selected."""
        if not self.slot.is_text:
            self.coach.say("Nothing is offered here.")
            return
        one = self.now_asked
        if one is not None:  # as a step of its own: what was typed before comes back by one ^Z
            reading = self.reading(one, words)
            self.draft.do(*reading.edits, place=one.path) if reading.edits else None
        self.slot.put_text(words)
        self.flush()
        self.settled()
        self.to_field()
        if spans.gaps(words) > 1:
            self.coach.say("Type over the words in \u27e8 \u27e9; ^R goes to the next. ^Z takes it all back.")

    def do_next_finding(self) -> None:
        """Go to the next finding: of this answer first, then of the postmortem."""
        self.look_now()
        here, listed = self.finding_here(), self.findings
        at = listed.index(here) + 1 if here is not None else 0
        gone_to = self._chosen is not None and self._chosen[0] == here
        if here is not None and here.span is not None and not gone_to and self.slot.caret() != here.span[0]:
            at -= 1  # it is shown, but nobody went to it yet
        if at < len(listed):
            self.to_field()
            self.go_to_finding(listed[at])
        else:
            self.desk.next_finding(self.now_asked.path if self.now_asked else "")

    def do_waive(self) -> None:
        """Waive the finding at the cursor, with a reason that the file keeps."""
        self.look_now()
        here = self.finding_here()
        if here is None:
            self.coach.say("There is no finding here to waive.")
        elif self.now_asked is not None and answers.is_entry(self.now_asked):
            self.coach.say("Enter adds the line first; a finding is waived on the row that it becomes.")
        else:
            self.desk.waive(here)

    def do_unwaive(self) -> None:
        """Take the last waiver of this answer back; the finding is shown again."""
        one = self.now_asked
        waived = self._waived(one) if one is not None else ()
        if one is None or not waived:
            self.coach.say("Nothing is waived here.")
            return
        self.desk.take_waiver_back(waived[-1])
