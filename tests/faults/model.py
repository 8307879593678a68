"""What a person typed, as it must stand: every state of the text, one after the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pmtui.model.postmortem import Postmortem

FIELDS = ("summary", "impact.could_not", "impact.note", "causes.problem")
ENTRIES = {"timeline.new": "timeline", "causes.why.new": "causes.why", "action.new": "action"}
"""Entry lines, and the table that Enter puts their text into."""

Kind = Literal["type", "bytes", "key", "paste", "enter", "undo", "redo", "visit"]


@dataclass(frozen=True)
class Op:
    """One thing that a person does: `what` is the text, the key's name or the field gone to.

    `pause` is how many seconds they then wait, reading the screen.
    """

    kind: Kind
    what: str = ""
    pause: float = 0.0


@dataclass(frozen=True)
class State:
    """What stands in the fields and entry lines, and the texts of the rows."""

    texts: Mapping[str, str]
    rows: Mapping[str, tuple[str, ...]]

    def characters(self) -> str:
        """Return all of its text as one, to count what is missing from another."""
        rows = (f"{row}\n" for table in sorted(self.rows) for row in self.rows[table])
        return "".join([*rows, *(f"{self.texts[path]}\n" for path in sorted(self.texts))])


def empty() -> State:
    """Return the state in which nothing has been typed."""
    return State(dict.fromkeys((*FIELDS, *ENTRIES), ""), dict.fromkeys(ENTRIES.values(), ()))


def state_of(pm: Postmortem) -> State:
    """Return the state that a postmortem holds."""
    texts = {
        "summary": pm.summary,
        "impact.could_not": pm.impact.could_not,
        "impact.note": pm.impact.note,
        "causes.problem": pm.causes.problem,
        **{path: pm.unfinished.get(path, "") for path in ENTRIES},
    }
    rows = {
        "timeline": tuple(event.what for event in pm.timeline),
        "causes.why": tuple(why.because for why in pm.causes.why),
        "action": tuple(action.what for action in pm.action),
    }
    return State(texts, rows)


@dataclass(frozen=True)
class Moment:
    """One state and what the screen must show for it to have been seen.

    Attributes:
        state: What stands where.
        here: The field in front; empty where Enter left it.
        sign: What the screen shows then, without blanks: the text of the field, or the row just added.
        typed: How many characters had been typed up to then.
    """

    state: State
    here: str
    sign: str
    typed: int


@dataclass
class Typed:
    """The states that a person's typing goes through."""

    moments: list[Moment]
    caret: int = 0
    undone: list[Moment] = field(default_factory=list)

    @classmethod
    def on(cls, state: State) -> Typed:
        """Begin on a state that is there already, with no field in front."""
        return cls([Moment(state, "", "", 0)])

    @property
    def now(self) -> Moment:
        """The latest moment."""
        return self.moments[-1]

    @property
    def text(self) -> str:
        """The text of the field in front."""
        return self.now.state.texts[self.now.here]

    def do(self, op: Op) -> None:
        """Take in what was done; the caret of `Home` and `End` is that of the whole text."""
        if op.kind == "visit":
            state = self.now.state
            self.moments[-1] = replace(self.now, here=op.what, sign=bare(state.texts[op.what]))
            self.caret = len(self.text)
        elif op.kind in ("type", "bytes", "paste"):
            self._put(self.text[: self.caret] + op.what + self.text[self.caret :], len(op.what))
            self.caret += len(op.what)
        elif op.kind == "key":
            self._key(op.what)
        elif op.kind == "enter":
            self._enter()
        elif op.kind == "undo":  # only ever right after Enter in an entry line
            self.undone.append(self.now)
            before = self.moments[-2]
            self.moments.append(replace(before, typed=self.now.typed))
            self.caret = len(self.text)
        elif op.kind == "redo":
            self.moments.append(replace(self.undone.pop(), typed=self.now.typed))
            self.caret = 0

    def _key(self, key: str) -> None:
        if key == "BS" and self.caret:
            self.caret -= 1
            self._put(self.text[: self.caret] + self.text[self.caret + 1 :])
        elif key == "Left":
            self.caret = max(self.caret - 1, 0)
        elif key == "Right":
            self.caret = min(self.caret + 1, len(self.text))
        elif key == "C-Home":
            self.caret = 0
        elif key == "C-End":
            self.caret = len(self.text)

    def _enter(self) -> None:
        path, text = self.now.here, self.text
        if path not in ENTRIES:
            self._put(text[: self.caret] + "\n" + text[self.caret :], 1)
            self.caret += 1
            return
        table = ENTRIES[path]
        row = text.split(" ", 2)[2] if table == "timeline" else text  # after day and time
        state = self.now.state
        after = State({**state.texts, path: ""}, {**state.rows, table: (*state.rows[table], row)})
        here, sign = ("", bare(row)[:20]) if table == "action" else (path, "")
        self.moments.append(Moment(after, here, sign, self.now.typed))
        self.caret = 0

    def _put(self, text: str, typed: int = 0) -> None:
        now = self.now
        after = State({**now.state.texts, now.here: text}, now.state.rows)
        self.moments.append(Moment(after, now.here, bare(text), now.typed + typed))


def bare(text: str) -> str:
    """Return a text without blanks and the bars that fields are drawn with, as it is compared."""
    return "".join(
        c for c in unicodedata.normalize("NFC", text) if not c.isspace() and not "\u2580" <= c <= "\u259f"
    )
