"""What is judged of a person in a sentence, before it is a finding."""

from __future__ import annotations

from dataclasses import dataclass

from pmtui.text.phrases import Act, Person, Reading


@dataclass(frozen=True, slots=True)
class Verdict:
    """A rule, the tokens (inclusive) it is about, and whether a fair reader could see it otherwise."""

    rule: str
    first: int
    last: int
    edge: bool = False
    act: Act | None = None


def lows(reading: Reading, first: int, end: int) -> list[str]:
    """Return the words from token `first` to before `end`, in lower case, as far as there are such."""
    return [token.low for token in reading.tokens[max(0, first) : max(0, end)]]


def fault_rule(who: Person) -> str:
    """Return the rule that a fault of this person falls under."""
    if who.kind == "name":
        return "blame.named-person"
    return "blame.team-fault" if who.kind in ("team", "we") else "blame.role-fault"


def is_own(who: Person) -> bool:
    """Return whether the writer speaks of themselves."""
    return who.kind in ("we", "self")


def is_distant(who: Person, reading: Reading) -> bool:
    """Return whether a pronoun may as well stand for machines, or for anybody."""
    return who.kind in ("they", "you") and reading.tokens[who.head].low not in ("he", "she")
