"""What an action is done to, and how: the words that say more than a general good, and "by adding ..."."""

from __future__ import annotations

from itertools import pairwise

from pmtui.checks.smart.lead import Lead, Words
from pmtui.checks.smart.words import verb_of, word_set
from pmtui.text.people.words import Token


def content_words(words: Words) -> list[Token]:
    """Return the words that say more than a general good does, up to a purpose that is only a wish."""
    kept: list[Token] = []
    for token in words:
        if not (token.is_word or token.text[0] == "`"):
            continue
        parts = [part for part in token.low.replace("/", "-").split("-") if part]
        if not all(part in word_set("generic") or part in word_set("function") for part in parts):
            kept.append(token)
    return kept


def before_purpose(words: Words) -> Words:
    """Return the words up to where a purpose begins that is a wish itself: "to improve ...", "so that"."""
    for index, (word, after) in enumerate(pairwise(words)):
        if index < 2:
            continue
        if word.low in ("so", "because", "since", "hopefully") or (word.low == "in" and after.low == "order"):
            return words[:index]
        if word.low in ("to", "that", "which", "and") and any(
            verb_of(later.low)[1] in ("wishing", "stating", "preventing")
            or later.low in ("help", "helps", "avoid", "reduce", "allow")
            for later in words[index + 1 : index + 4]
        ):
            return words[:index]
    return words


def object_of(words: Words, lead: Lead) -> list[Token]:
    """Return the content words of what the verb is done to."""
    around = words[: lead.index] if lead.passive else ()
    return content_words(before_purpose((*around, *words[lead.index + 1 :])))


def done_to(words: Words, lead: Lead) -> Words:
    """Return the words that name what is changed: behind the verb, or the subject of a passive."""
    if not lead.passive:
        return words[lead.index + 1 : lead.index + 10]
    subject = words[: lead.index]
    return subject[
        : next((n for n, word in enumerate(subject) if word.low in word_set("modals")), len(subject))
    ]


def is_named(token: Token, words: Words) -> bool:
    """Return whether a word names one thing: code, a name with a capital, an identifier with a mark in it."""
    text = token.text
    if text[0] == "`" or any(letter.isdigit() or letter in "_./" for letter in text[1:-1]):
        return True
    return token is not words[0] and any(letter.isupper() for letter in text)


def head_of(words: Words) -> Token | None:
    """Return the noun that an object ends in: the last word before a preposition, a clause or a mark."""
    last: Token | None = None
    for word in words:
        ends = word.low in word_set("phrase_ends") or word.text[0] in ",?&/"
        if ends and last is not None and last.low not in word_set("function"):
            break
        if word.is_word:
            last = word
    return last


def says_how(words: Words, index: int) -> bool:
    """Return whether "by adding ...", "via ..." or a second verb names the change behind a wish."""
    for place in range(index + 1, len(words) - 2):
        if words[place].low == "via":
            return True
        if words[place].low in ("by", "with", "through"):
            kind = verb_of(words[place + 1].low)[1] if words[place + 1].low.endswith("ing") else ""
            if kind in ("changing", "making", "adjusting", "holding"):
                return bool(content_words(words[place + 2 :]))
    return also_changes(words, index)


def also_changes(words: Words, index: int) -> bool:
    """Return whether "and add ..." or "where we will add ..." goes on with a change of its own."""
    for place in range(index + 1, len(words) - 2):
        word, after = words[place], words[place + 1]
        base, kind = verb_of(after.low)
        if base != after.low or kind not in ("changing", "making"):
            continue
        joined = word.low in ("and", ",", "&", "then") and base not in word_set("also_nouns")
        if joined or (place > index + 1 and word.low in ("will", "'ll", "should")):
            rest = content_words(words[place + 2 :])
            return len(rest) >= 2 and not any(word.low in word_set("empty_nouns") for word in rest)
    return False
