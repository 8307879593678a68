"""Two people, a third with an editor, crashes: whatever somebody typed and nobody took away is in the file.

Everything typed holds a word that is there once (`w17`). A word may go only where somebody takes it away who
has it in front: by typing over it, by undoing it, by removing its row. All else that goes is lost.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from pmtui.draft import journal
from pmtui.draft.draft import Draft
from pmtui.errors import FileError, PmtuiError
from pmtui.merging.difference import difference
from pmtui.model import paths, tomlform
from pmtui.model.edit import Edit
from pmtui.model.postmortem import Postmortem
from pmtui.store import files

TEXTS = ("title", "summary", "impact.note")
ENTRIES = ("timeline.new", "action.new")
MOST = 25
"""Actions in one example."""

_what = st.sampled_from(
    [
        *("type", "type", "type on a new line", "type over", "clear", "half-type", "half-type", "enter"),
        *(
            "type in a row",
            "remove a row",
            "add an item",
            "add an item at",
            "change an item",
            "remove an item",
        ),
        *("undo", "redo", "save", "save", "look", "look", "see", "take in", "leave the field"),
        *("close", "crash", "crash after saving", "crash in recovery", "open"),
        *("hand", "hand", "hand in place", "hand a row", "hand an item", "hand clears"),
        *("break", "mend", "delete", "put back"),
    ]
)
_actions = st.lists(st.tuples(_what, st.integers(0, 2), st.integers(0, 5), st.booleans()), max_size=MOST)


def words(pm: Postmortem | str) -> set[str]:
    text = pm if isinstance(pm, str) else tomlform.dumps(pm)
    return set(re.findall(r"\bw\d+\b", text.replace("\\n", " ")))


class World:
    """A postmortem's file, who works on it, and which words must not be lost."""

    def __init__(self, folder: Path, people: int) -> None:
        self.path, self.state = folder / "it.toml", folder / "state"
        start = {"id": "it", "summary": "w0\nw1\nw2", "lessons": {"well": ["w3", "w4"]}}
        files.write(self.path, Postmortem.model_validate(start), base=None)
        self.alive = words(self.path.read_text())
        self.gone: dict[str, set[int]] = {}  # who took a word away
        self.typed_by: dict[int, set[str]] = {}
        self.all: list[Draft] = []  # they are known by their identity, which must stay theirs
        self.count, self.at = 4, datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
        self.people: list[Draft | None] = [None] * people
        self.typing_in: list[set[str]] = [set() for _ in range(people)]
        self.kept: bytes | None = None
        self.broken = False  # the file, by hand; else it was deleted
        for number in range(people):
            self.open(number)

    def now(self) -> datetime:
        self.at += timedelta(seconds=0.3)
        return self.at

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}"

    # -- what a person does -----------------------------------------------------------------------------

    def do(self, what: str, who: int, which: int, flag: bool) -> None:
        who %= len(self.people)
        draft = self.people[who]
        name = what.replace(" ", "_").replace("-", "_")
        if what.startswith("hand") or what in ("break", "mend", "delete", "put back"):
            getattr(self, name)(which, flag)
        elif what == "open":
            if draft is None:
                self.open(who)
        elif draft is not None:
            event(what)
            getattr(self, name)(draft, who, which, flag)

    def own(self, draft: Draft, act: Callable[[], Any]) -> None:
        """Do what a person does knowingly: what it takes off the screen may go."""
        before = words(draft.pm)
        act()
        self.took_away(id(draft), before, words(draft.pm))

    def took_away(self, who: int, before: set[str], after: set[str]) -> None:
        """Note what somebody took away, put there, or put back who had taken it away."""
        for word in before - after:
            self.gone.setdefault(word, set()).add(who)
        for word in after - before:
            self.gone.get(word, set()).discard(who)
        self.typed_by.setdefault(who, set()).update(after - before)
        self.alive = (self.alive | (after - before)) - {word for word, by in self.gone.items() if by}

    def typed(self, draft: Draft, who: int, path: str, text: str) -> None:
        if (self._at(draft, path) or "") != text:
            self.typing_in[who].add(path)
        # Who goes on in a field that is known to have two versions has taken the one in front.
        rows = [row for row in draft.pm.conflict if row.field == path]
        values = words(repr([(row.here, row.other) for row in rows]))
        self.took_away(id(draft), values - words(str(paths.get(draft.pm, path))), set())
        self.own(draft, lambda: draft.do(Edit(path, text or None), typing=True))

    def type(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        path = TEXTS[which % len(TEXTS)]
        text = paths.get(draft.pm, path)
        self.typed(draft, who, path, f"{text} {self.word()}" if flag else f"{self.word()} {text}")

    def type_on_a_new_line(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        rows = draft.pm.summary.split("\n")
        rows.insert(which % (len(rows) + 1), self.word())
        self.typed(draft, who, "summary", "\n".join(rows))

    def type_over(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.typed(draft, who, TEXTS[which % len(TEXTS)], self.word())

    def clear(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.typed(draft, who, TEXTS[which % len(TEXTS)], "")

    def half_type(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        path = ENTRIES[which % len(ENTRIES)]
        text = draft.pm.unfinished.get(path, "")
        self.typed(draft, who, f"unfinished.{path}", f"{text} {self.word()}".strip())

    def enter(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        path = ENTRIES[which % len(ENTRIES)]
        table, word = path.partition(".")[0], self.word()
        row = {"what": f"{draft.pm.unfinished.get(path, '')} {word}".strip()}
        edits = (Edit(f"{table}.x-{word}", row), Edit(f"unfinished.{path}", None))
        self.own(draft, lambda: draft.do(*edits, place=path))
        self.let_go(draft, who)

    def _row(self, draft: Draft, which: int) -> str | None:
        rows = draft.pm.timeline
        return f"timeline.{rows[which % len(rows)].id}" if rows else None

    def type_in_a_row(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        if row := self._row(draft, which):
            path = f"{row}.what"
            self.typed(draft, who, path, f"{paths.get(draft.pm, path)} {self.word()}")

    def remove_a_row(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        if row := self._row(draft, which):
            self.own(draft, lambda: draft.do(Edit(row, None)))

    def add_an_item(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        items = list(draft.pm.lessons.well)
        items.insert(which % (len(items) + 1), self.word())
        self.own(draft, lambda: draft.do(Edit("lessons.well", tuple(items)), typing=flag))
        if flag:
            self.typing_in[who].add("lessons.well")

    def add_an_item_at(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        path = f"lessons.well.{len(draft.pm.lessons.well)}"
        self.own(draft, lambda: draft.do(Edit(path, self.word())))

    def change_an_item(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        if items := draft.pm.lessons.well:
            number = which % len(items)
            edit = Edit(f"lessons.well.{number}", f"{items[number]} {self.word()}")
            self.own(draft, lambda: draft.do(edit))

    def remove_an_item(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        if items := draft.pm.lessons.well:
            self.own(draft, lambda: draft.do(Edit(f"lessons.well.{which % len(items)}", None)))

    def undo(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.own(draft, draft.undo)

    def redo(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.own(draft, draft.redo)

    # -- what the program does --------------------------------------------------------------------------

    def program(self, draft: Draft, who: int, act: Callable[[], Any]) -> Any:
        """Do what the program does by itself: no field may change in which the person types."""
        before = {path: self._at(draft, path) for path in self.typing_in[who]}
        result = act()
        assert {path: self._at(draft, path) for path in before} == before
        return result

    def _at(self, draft: Draft, path: str) -> object:
        try:
            return paths.get(draft.pm, path)
        except PmtuiError:
            return None

    def save(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        state = self.program(draft, who, lambda: draft.save(again=flag))
        if state.kind == "saved":
            shown = draft.pm.model_copy(update={"unfinished": {}})
            own = self.typed_by.get(id(draft), set())
            assert self.alive & words(shown) & own <= words(self.path.read_text())

    def look(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.program(draft, who, draft.look_outside)

    def see(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.program(draft, who, draft.look)

    def take_in(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.program(draft, who, draft.take_in)

    def leave_the_field(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.let_go(draft, who)

    def let_go(self, draft: Draft, who: int) -> None:
        self.typing_in[who].clear()
        draft.let_go()

    # -- coming and going -------------------------------------------------------------------------------

    def open(self, who: int, *, crash: bool = False) -> None:
        try:
            stored = files.read(self.path)
        except FileError:
            return
        found = journal.pending(self.state, self.path)
        draft = Draft(self.path, stored.pm, stored.raw, now=self.now, state_dir=self.state)
        joined = draft.pm
        for one in found:
            joined = one.joined(joined, self.at)
        draft.do(*difference(draft.pm, joined))
        assert draft.journaled()
        if crash:
            draft._journal.abandon()  # type: ignore[union-attr]
            for one in found:
                one.let_go()
            return
        for one in found:
            assert not one.lost
            one.take()
        self.people[who] = draft
        self.all.append(draft)

    def close(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        state = draft.close(interrupted=flag)
        if state.kind == "saved":
            own = self.typed_by.get(id(draft), set())
            assert self.alive & words(draft.pm) & own <= words(self.path.read_text())
        self._gone(who)

    def crash(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        assert draft.journaled()
        draft._journal.abandon()  # type: ignore[union-attr]
        self._gone(who)

    def crash_after_saving(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        one = draft._journal
        assert one is not None
        one.mark_saved = lambda *_: None  # type: ignore[method-assign]
        draft.save(leaving=flag)
        self.crash(draft, who, which, flag)

    def crash_in_recovery(self, draft: Draft, who: int, which: int, flag: bool) -> None:
        self.crash(draft, who, which, flag)
        self.open(who, crash=True)

    def _gone(self, who: int) -> None:
        self.people[who] = None
        self.typing_in[who].clear()

    # -- somebody with an editor ------------------------------------------------------------------------

    def _hand(self, change: Callable[[Any], None], *, in_place: bool = False) -> None:
        try:
            raw = self.path.read_bytes()
            data = tomlform.to_data(tomlform.loads(raw.decode()))
        except (OSError, FileError):
            return
        change(data)
        text = tomlform.dumps(tomlform.from_data(data))
        self.took_away(0, words(raw.decode()), words(text))
        if in_place:
            self.path.write_text(text)
        else:
            new = self.path.with_name("new")
            new.write_text(text)
            new.replace(self.path)

    def hand(self, which: int, flag: bool) -> None:
        def change(data: Any) -> None:
            text = data.get("summary", "")
            data["summary"] = f"{text}\n{self.word()}" if flag else f"{self.word()} {text}"

        self._hand(change)

    def hand_in_place(self, which: int, flag: bool) -> None:
        self._hand(lambda data: data.update(title=f"{data.get('title', '')} {self.word()}"), in_place=True)

    def hand_a_row(self, which: int, flag: bool) -> None:
        def change(data: Any) -> None:
            rows = data.setdefault("timeline", [])
            if rows and flag:
                row = rows[which % len(rows)]
                row["what"] = f"{row['what']} {self.word()}"
            else:
                word = self.word()
                rows.insert(which % (len(rows) + 1), {"id": f"x-{word}", "what": word})

        self._hand(change)

    def hand_an_item(self, which: int, flag: bool) -> None:
        def change(data: Any) -> None:
            data.setdefault("lessons", {}).setdefault("well", []).append(self.word())

        self._hand(change)

    def hand_clears(self, which: int, flag: bool) -> None:
        self._hand(lambda data: data.pop(("title", "summary")[which % 2], None), in_place=flag)

    def _break(self, which: int, flag: bool) -> None:
        if self.kept is None and self.path.exists():
            self.kept = self.path.read_bytes()
            self.path.write_bytes(self.kept + b"= broken")
            self.broken = True

    def mend(self, which: int, flag: bool) -> None:
        if self.kept is not None and self.broken:
            assert self.path.read_bytes() == self.kept + b"= broken"  # nobody may touch it meanwhile
            self.path.write_bytes(self.kept)
            self.kept, self.broken = None, False

    def delete(self, which: int, flag: bool) -> None:
        """Take the file away, for good or for a while: whoever types on has it written anew."""
        if self.kept is None and self.path.exists():
            self.kept = self.path.read_bytes()
            self.path.unlink()
            shown = [words(draft.pm) for draft in self.people if draft is not None]
            known_to_all = set.intersection(*shown) if shown else set()
            self.took_away(0, words(self.kept.decode()) - known_to_all, set())

    def put_back(self, which: int, flag: bool) -> None:
        if self.kept is not None and not self.broken:
            if not self.path.exists():
                self.path.write_bytes(self.kept)
            self.kept = None

    # -- the end ----------------------------------------------------------------------------------------

    def end(self) -> None:
        self.mend(0, False)
        self.put_back(0, False)
        self.check("after it is whole again")
        for who, draft in enumerate(self.people):
            if draft is None:
                self.open(who)
        self.check("after all are open")
        for _ in range(2):
            for who, draft in enumerate(self.people):
                assert draft is not None
                self.let_go(draft, who)
                draft.look_outside()
                draft.save()
        for draft in self.people:
            assert draft is not None
            assert draft.close().kind == "saved"
        assert journal.all_pending(self.state) == ()
        lost = self.alive - words(self.path.read_text())
        assert not lost, lost

    def check(self, when: str) -> None:
        """Find out early: every word is on a screen, in the file or in a journal."""
        known = [words(draft.pm) for draft in self.people if draft is not None]
        known.append(words(self.path.read_text()) if self.path.exists() else set())
        known.append(words(self.kept.decode()) if self.kept is not None else set())
        if self.state.is_dir():
            journals = "".join(
                path.read_text() for path in (self.state / "journal").iterdir() if path.suffix == ".journal"
            )
            known.append(set(re.findall(r"\bw\d+\b", journals.replace("\\n", "\n"))))
        lost = self.alive.difference(*known)
        assert not lost, (lost, when)


setattr(World, "break", World._break)


@given(st.integers(2, 3), _actions)
@settings(max_examples=max(60, settings().max_examples))
def test_whatever_was_typed_and_nobody_took_away_is_in_the_file(people: int, actions: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), people)
        try:
            for action in actions:
                world.do(*action)
                world.check(str(action))
            world.end()
        finally:
            for draft in world.people:
                if draft is not None and draft._journal is not None:
                    draft._journal.abandon()
