"""What keys do to carry a cause from one view to another, without typing it again."""

from __future__ import annotations

from collections.abc import Callable

from pmtui import content
from pmtui.interview import taking, tree_growing
from pmtui.interview.rows import words
from pmtui.interview.ties import row_words
from pmtui.model.edit import Edit
from pmtui.model.postmortem import BasicEvent, Factor, Why
from pmtui.screens.causes.moving import Moving
from pmtui.screens.causes.views import ENTRIES
from pmtui.screens.palette import Offered, Palette


class Carrying(Moving, inherit_bindings=False):
    """A screen on which what was found in one view is carried into another."""

    def do_take_why(self) -> None:
        """Take the chosen factor or base event into the ladder."""
        self._take("causes.why", (Factor, BasicEvent), taking.into_why, "a factor or a base event")

    def do_take_factor(self) -> None:
        """Put the chosen why or base event on the fish."""
        self._take("causes.factor", (Why, BasicEvent), taking.into_factor, "a why or a base event", ".bone")

    def do_take_event(self) -> None:
        """Put the chosen why or factor into the fault tree."""
        self._take(
            "causes.event", (Why, Factor),
            lambda pm, row: tree_growing.into_tree(pm, row, self.target), "a why or a factor",
        )  # fmt: skip

    def do_take_root(self) -> None:
        """Make a root cause of the chosen row."""
        self._take("causes.root", (Why, Factor, BasicEvent), taking.into_root, "a cause", ".category")

    def _take(
        self,
        table: str,
        kinds: tuple[type, ...],
        into: Callable[..., tuple[Edit, ...]],
        wanted: str,
        then: str = "",
    ) -> None:
        row = self.chosen_row()
        if row is None or not isinstance(row, kinds):
            self.coach.say(f"Choose {wanted} in the list first.")
            return
        there = taking.taken(self.draft.pm, row, table)
        if there:
            self.ask(there)
            self.coach.say("It stands there already.")
            return
        self.draft.may_change()
        edits = into(self.draft.pm, row)
        self.draft.do(*edits, place=self.chosen_path())  # undo goes back to what it was taken from
        self.ask(edits[0].path + then)
        self.coach.say("Taken over with its tie. ^Z takes it back.")

    def draw_from_ladder(self) -> None:
        """Draw the fault tree that the ladder tells."""
        self.draft.may_change()
        edits = tree_growing.out_of_ladder(self.draft.pm)
        if not edits:
            self.coach.say("The ladder has no why yet.")
            return
        self.draft.do(*edits, place=ENTRIES["tree"])
        self.ask(ENTRIES["tree"])
        self.coach.say("Drawn with AND: what was needed together. Space changes a gate. ^Z takes it back.")

    def do_take(self) -> None:
        """In evidence and trigger, choose a row that was found; for bones a set; else take the words."""
        path = self.now_asked.path if self.now_asked else ""
        if path.endswith(".evidence"):
            self._choose("What shows it?", self._rows_that_show(path))
        elif path == "causes.bones":
            sets = content.toml("guide/bones.toml")["set"]
            self._choose(
                "Bones", [("\n".join(one["bones"]), ", ".join(one["bones"]), one["label"]) for one in sets]
            )
        elif path == "causes.trigger" and not self.slot.text.strip():
            pm = self.draft.pm
            rows = ((words(event), f"timeline.{event.id}.what") for event in pm.timeline)
            self._choose("What set it off?", [(said, row_words(pm, shown), "") for said, shown in rows])
        else:
            super().do_take()

    def _rows_that_show(self, path: str) -> list[Offered]:
        """Return the rows of the timeline, and for a base event the whys, that are not named yet."""
        pm, named = self.draft.pm, set(self.slot.text.split())
        rows = [(event.id, f"timeline.{event.id}.what") for event in pm.timeline]
        if path.startswith("causes.event."):
            rows += [(why.id, f"causes.why.{why.id}.because") for why in pm.causes.why]
        return [(key, row_words(pm, shown), key) for key, shown in rows if key not in named]

    def _choose(self, title: str, offered: list[Offered]) -> None:
        """Offer texts; the one that is chosen is put on a line of its own."""
        if not offered:
            self.coach.say("There is no further row to choose.")
            return

        def done(chosen: str | None) -> None:
            if chosen:
                text = self.slot.text.rstrip()
                self.slot.put_text(f"{text}\n{chosen}" if text else chosen)
                self.take()
                self.settled()
            self.to_field()

        self.app.push_screen(Palette(title, offered), done)
