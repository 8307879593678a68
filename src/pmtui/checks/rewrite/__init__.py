"""The rewrite that blame is offered: the mechanism in front, the person gone, the writer's words kept.

What is not known stands as a ⟨gap⟩ to type over. What would still read as blame is not offered; a question in
the writer's words often is.
"""

from __future__ import annotations

from pmtui.checks import blame
from pmtui.checks.rewrite.acts import of_act
from pmtui.checks.rewrite.nouns import of_care, of_error, of_fault
from pmtui.checks.rewrite.passive import of_passive
from pmtui.checks.rewrite.words import Part
from pmtui.text.memory import remembered
from pmtui.text.people import phrases
from pmtui.text.people.phrases import Reading
from pmtui.values import dataclass

HINTS_TOO = frozenset({"blame.passive-slip", "blame.own-fault"})
"""Rules of which a hint is offered a rewrite too; other hints claim too little for one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A statement to put in place of the sentence (None where none is sound), and the question it answers."""

    statement: str | None
    question: str


@remembered(2048)
def offer(sentence: str, role: str, names: frozenset[str] = frozenset()) -> Offer | None:
    """Return what to offer in place of a sentence that blames; None where nothing sound is at hand."""
    found = blame.hits(sentence, role, names)
    grave = [hit for hit in found if hit.severity == found[0].severity]
    reading = phrases.read(sentence, names) if grave else None
    parts = [part for hit in grave if reading and (part := _part(sentence, reading, hit)) is not None]
    if not parts:
        return None
    part = next((each for each in parts if each.words), parts[0])
    if not part.words:
        return Offer(None, part.question)
    stop = "." if sentence.endswith(".") and not part.words.endswith(".") else ""
    statements = [sentence[: part.start] + part.words + sentence[part.end :]]
    if part.is_whole:
        statements.append(part.words + stop)
    worst = "warning" if found[0].severity != "hint" else "hint"
    for statement in statements:
        offered = _capital(statement)
        left = {hit.severity for hit in blame.hits(offered, role, names)}
        if "error" not in left and worst not in left and "warning" not in left:
            return Offer(offered, part.question)
    return Offer(None, part.question)


def _capital(statement: str) -> str:
    first = 1 if statement[:1] in ("⟨", "\u201c", '"', "'") else 0
    return statement[:first] + statement[first : first + 1].upper() + statement[first + 1 :]


def _part(sentence: str, reading: Reading, hit: blame.Hit) -> Part | None:
    if hit.rule == "blame.human-error":
        return of_error(sentence, reading, hit.span)
    if hit.act is not None and hit.act.who not in reading.agents:
        found = of_act(sentence, reading, hit.act)
        if found is not None:
            return found
    if hit.rule == "blame.negligence":
        return of_care(sentence, reading, hit.span)
    if hit.rule == "blame.at-fault":
        return of_fault(sentence, reading, hit.span)
    if hit.act is None or hit.act.who in reading.agents:
        return of_passive(sentence, reading, hit)
    return None
