"""What one text of a cause shows by itself: a symptom, something outside our hands, words that compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pmtui.checks import blame, rules
from pmtui.checks.depth.likeness import words
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import phrase_findings, split, whole
from pmtui.text.memory import remembered
from pmtui.text.patterns import regex
from pmtui.text.people import phrases
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.words import tokens

_LONGEST_TEXT = 300
_LONGEST_SURFACE = 8
_LONGEST_OUTSIDE = 12
"""A cause of more words says more than that something failed, or that something outside did."""
_NEAR = 7
"""So many words behind a person stands what they have in hand."""
_NUMBER = regex(r"\d")
_SAID_BY_BLAME = {"depth.counterfactual": ("blame.counterfactual", "blame.judged-later", "blame.missing-fix")}
"""Rules that say the same of people as one of this family says of anything."""


def text_findings(path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield what one text of a cause shows by itself."""
    if role != "cause" or path == "causes.problem" or path.endswith(".note"):
        return
    if _is_root(path) and is_surface(text):
        yield rules.rule("depth.surface").finding(path, role, span=whole(text))
    if (_is_root(path) or path.startswith("causes.why.new")) and is_outside(text):
        yield rules.rule("depth.outside").finding(path, role, span=whole(text))
    for found in phrase_findings("depth", path, text, role):
        yield from _beside_blame(found, text, role)


def _is_root(path: str) -> bool:
    return path.startswith("causes.root.")


def _beside_blame(found: Finding, text: str, role: Role) -> Iterator[Finding]:
    """Yield a finding; as a hint where blame is found in the same sentence, not at all where that says it."""
    start = found.span[0] if found.span else 0
    sentence = next((each for each in split(text) if each.start <= start < each.start + len(each.text)), None)
    if found.rule == "depth.compared-with" and sentence and _NUMBER.search(sentence.text):
        return  # a number says how it was, whatever it is called beside it
    hits = blame.hits(sentence.text, role) if sentence else ()
    if any(hit.rule in _SAID_BY_BLAME.get(found.rule, ()) for hit in hits):
        return
    judged = any(hit.severity != "hint" for hit in hits)
    yield replace(found, severity="hint") if judged else found


# -- what a text is ---------------------------------------------------------------------------------------


def _said(text: str) -> list[str]:
    return [token.low for token in tokens(text[:_LONGEST_TEXT]) if token.is_word]


def is_surface(text: str) -> bool:
    """Return whether a cause names only what went wrong: short, and nothing on how it could."""
    said = _said(text)
    if not said or len(said) > _LONGEST_SURFACE or words("beyond") & set(said):
        return False
    return bool(words("surface") & set(said))


def is_outside(text: str) -> bool:
    """Return whether a cause names only what nobody here can act on, and not what left us exposed to it."""
    said = _said(text)
    if not said or len(said) > _LONGEST_OUTSIDE or not (words("beyond") | words("ours")).isdisjoint(said):
        return False
    others = next((at for at, word in enumerate(said[:4]) if word in words("outside")), None)
    theirs = others is not None and words("called_after").isdisjoint(said[others + 1 : others + 2])
    gives_way = not (words("gave_way") | words("surface")).isdisjoint(said)
    return not words("nobodys").isdisjoint(said) or (gives_way and theirs)


def is_one_word(text: str) -> bool:
    """Return whether an answer is a single word, and not a sentence on how it was possible."""
    return len(text.split()) == 1 and len(_said(text)) == 1


def causes_named(text: str) -> int:
    """Return how many causes a text lists: parts joined by `+`, `;`, commas or "and"."""
    return len([part for part in re.split(r"\s*[+;,\n]\s*|\s+and\s+", text[:2000]) if part.strip()])


@remembered(2048)
def blames(text: str) -> bool:
    """Return whether a cause blames somebody, more than in the eyes of some."""
    return any(
        hit.severity != "hint" for sentence in split(text) for hit in blame.hits(sentence.text, "cause")
    )


@remembered(2048)
def ends_at_person(text: str) -> bool:
    """Return whether a person is the subject of the sentence.

    "Nobody looks" tells of the work, and "the engineer has no access" of what that person had in hand.
    """
    for sentence in split(text)[:1]:
        reading = phrases.read(sentence.text)
        head = phrases.head_of_subject(reading.tokens)
        return any(
            person.head == head
            and person.sure
            and person.kind in ("role", "person", "name", "self")
            and not person.owns
            and reading.tokens[person.head].low not in lexicon().signs["indefinite"]
            and not _is_in_hand(reading, person)
            for person in reading.people
        )
    return False


def _is_in_hand(reading: phrases.Reading, person: phrases.Person) -> bool:
    """Return whether the sentence tells what a person has, sees or gets, and no act of theirs."""
    lows, prepositions = reading.lows, lexicon().grammar["prepositions"]
    for at in range(person.head + 1, min(person.head + _NEAR, len(lows) - 1)):
        after = lows[at + 1]
        if lows[at] in ("is", "are", "was", "were"):
            return after in words("given") and not _acts_behind(reading, person, at + 1)
        if lows[at] in words("in_hand") and (lows[at] == "have" or lows[at - 1] not in words("denied")):
            verb = lexicon().verbs.get(after)
            done = verb is not None and "past" in verb.forms
            own = done or not words("of_the_person").isdisjoint(lows[at + 1 : at + 4])
            return not own and not _acts_behind(reading, person, at)
        if lows[at] in words("denied"):
            continue  # "did not have the key"
        if prepositions.isdisjoint((lows[at], lows[at - 1])):
            return False
    return False


def _acts_behind(reading: phrases.Reading, person: phrases.Person, at: int) -> bool:
    return any(act.who == person and act.base and act.start > at for act in reading.acts)


def is_about_a_person(text: str) -> bool:
    """Return whether a cause is worded as a person, or as what one did or did not do."""
    return blames(text) or ends_at_person(text)
