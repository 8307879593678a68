"""The verb that leads an action: imperative, "should be moved", "we will add"."""

from __future__ import annotations

from pmtui.checks.smart.words import verb_of, verb_phrases, word_set
from pmtui.text.people.words import Token
from pmtui.values import dataclass

REACH = 40
"""How many words of a sentence are looked at."""

Words = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """The verb that says what will be done: where it stands, its class, and whether it is a passive."""

    index: int
    base: str
    kind: str
    passive: bool = False


def meant(found: Words) -> Words:
    """Return the words and pieces of code, as far as they are looked at; clitics left out."""
    kept = (
        token
        for token in found
        if (token.is_word and (token.low[0] not in "'\u2019" or token.low == "'ll"))
        or token.text[0] in "`,?&/"
    )
    return tuple(kept)[:REACH]


def find_lead(words: Words) -> Lead | None:
    """Return the verb that says what will be done; None where the words hold none in such a place."""
    start = next((n for n, word in enumerate(words) if word.low not in word_set("lead_ins")), None)
    if start is None:
        return None
    modal = _modal(words)
    first = lead_at(words, start)
    if first and (modal is None or modal < start or not _is_a_noun(words, start, modal)):
        return first
    return (None if modal is None else _behind(words, start, modal)) or first


def _behind(words: Words, start: int, modal: int) -> Lead | None:
    """Return the verb behind a word of duty, of the future or of the passive."""
    for index in range(modal + 1, min(modal + 6, len(words))):
        if words[index].low in word_set("between") and not _phrase_at(words, index):
            continue
        lead = lead_at(words, index, passive=_is_passive(words, modal, index))
        if lead is None and words[modal].low in word_set("duties") and start < modal:
            return Lead(index, words[index].low, "changing")
        if lead is not None and lead.kind == "keeping" and lead.base in word_set("announcing"):
            return _announced(words, lead)
        of_purpose = lead is not None and lead.kind in ("stating", "wishing", "preventing")
        return None if of_purpose and words[modal].low == "to" and modal - start > 1 else lead
    return None


def _announced(words: Words, lead: Lead) -> Lead:
    """Return the verb behind "we plan to", where it changes something; else the plan."""
    at = lead.index + 2
    later = lead_at(words, at) if at < len(words) and words[at - 1].low == "to" else None
    return later if later is not None and later.kind in ("changing", "making", "adjusting") else lead


def lead_at(words: Words, index: int, *, passive: bool = False) -> Lead | None:
    """Return the verb of an action that stands at one word; None where none does."""
    low = words[index].low
    following = words[index + 1].low if index + 1 < len(words) else ""
    if low in ("make", "making", "made") and following in ("sure", "certain"):
        return Lead(index + 1, "ensure", "stating")
    if phrase := _phrase_at(words, index):
        return phrase
    base, kind = verb_of(low)
    return Lead(index, base, kind, passive) if kind else None


def _phrase_at(words: Words, index: int) -> Lead | None:
    first = words[index].low
    for base in (first, verb_of(first)[0]):
        for phrase, kind in verb_phrases().get(base, ()):
            if [word.low for word in words[index + 1 : index + len(phrase)]] == phrase[1:]:
                return Lead(index + len(phrase) - 1, " ".join(phrase), kind)
    return None


def _modal(words: Words) -> int | None:
    """Return the first word after which a verb of duty, future or passive stands, in the first clause."""
    for index, word in enumerate(words[:16]):
        if index and word.low in word_set("clause_starts"):
            return None
        if word.low in word_set("modals"):
            return index
    return None


def _is_a_noun(words: Words, start: int, modal: int) -> bool:
    """Return whether the verb at `start` is a noun in front of the modal: "Test coverage should be ..."."""
    if words[modal].low == "to" and (modal + 1 >= len(words) or words[modal + 1].low != "be"):
        return False
    if words[start].low.endswith("ing"):
        return words[modal].low != "to"
    return words[start].low in word_set("also_nouns")


def _is_passive(words: Words, modal: int, index: int) -> bool:
    return any(
        word.low in ("be", "been", "being", "is", "are", "was", "were") for word in words[modal:index]
    ) and (not words[index].low.endswith("ing"))
