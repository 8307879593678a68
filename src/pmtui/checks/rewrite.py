"""The rewrite that blame is offered: the mechanism in front, the person gone, the writer's words kept.

What is not known stands as a ⟨gap⟩ to type over. What would still read as blame is not offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pmtui import content
from pmtui.checks import blame
from pmtui.checks.verdict import lows
from pmtui.text import phrases
from pmtui.text.lexicon import lexicon
from pmtui.text.phrases import Act, Reading


@dataclass(frozen=True, slots=True)
class Offer:
    """A statement to put in place of the sentence, and the question it answers."""

    statement: str
    question: str


@dataclass(frozen=True, slots=True)
class _Part:
    """Words to put in place of a part of the sentence, from `start` to `end` in characters."""

    start: int
    end: int
    words: str
    question: str


@lru_cache(maxsize=2048)
def offer(sentence: str, role: str, names: frozenset[str] = frozenset()) -> Offer | None:
    """Return what to offer in place of a sentence that blames; None where nothing sound is at hand."""
    found = blame.hits(sentence, role, names)
    part = _part(sentence, found[0], names) if found else None
    if part is None:
        return None
    stop = "." if sentence.endswith(".") and not part.words.endswith(".") else ""
    within = sentence[: part.start] + part.words + sentence[part.end :]
    for statement in (within, part.words + stop):
        offered = statement[:1].upper() + statement[1:]
        if not any(hit.severity != "hint" for hit in blame.hits(offered, role, names)):
            return Offer(offered, part.question)
    return None


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(content.toml("rules/rewrites.toml")["verbs"][key])


def _made(name: str, start: int, end: int, thing: str = "", done: str = "") -> _Part:
    words = content.toml("rules/rewrites.toml")["offer"][name]
    statement, question = (
        words[key].replace("{thing}", thing).replace("{done}", done) for key in ("statement", "question")
    )
    return _Part(start, end, statement, question)


def _part(sentence: str, hit: blame.Hit, names: frozenset[str]) -> _Part | None:
    reading = phrases.read(sentence, names)
    if hit.act is not None:
        return _of_act(sentence, reading, hit.act)
    if hit.rule == "blame.human-error":
        return _of_human_error(sentence, hit)
    if hit.rule == "blame.passive":
        return _made("passive", 0, len(sentence))
    if hit.rule in ("blame.role-fault", "blame.person-as-cause"):
        by = (
            token
            for token in reading.tokens
            if token.low == "by" and hit.span[0] <= token.start < hit.span[1]
        )
        start = next((token.start for token in by), None)
        return None if start is None else _made("agent", start, hit.span[1])
    return None


# -- acts -----------------------------------------------------------------------------------------------


def _of_act(sentence: str, reading: Reading, act: Act) -> _Part | None:
    """Return the mechanism in place of the person and the act, from the person to what was acted on."""
    verb = _by_doing(reading, act) or _behind_to(reading, act)
    base = _base(reading, verb)
    first, last = _object(reading, verb, act.end)
    thing = sentence[reading.tokens[first].start : reading.tokens[last].end] if last >= first else ""
    start = reading.tokens[act.who.first].start
    end = reading.tokens[max(last, verb, *act.adverbs, act.verb)].end
    if act.if_only:
        start, end = 0, len(sentence)
    if not thing or base in _words("nothing") - {"make"}:
        return None
    if act.negated or act.modal or act.base in _words("leaving_out"):
        done = _left_out(act, base, verb)
        return _made("leaving_out", start, end, thing, done) if done else None
    if base in ("make", "commit", "introduce") and any(word in thing.lower() for word in _words("mistakes")):
        return _made("mistake", start, end, _with_article(thing))
    return _of_doing(reading, verb, base, thing, start, end)


def _of_doing(reading: Reading, verb: int, base: str, thing: str, start: int, end: int) -> _Part | None:
    if base in _words("reaching"):
        return _made("reaching", start, end, thing)
    if base in ("cause", "break"):
        return _made("causing", start, end, thing)
    if base == "assume":
        return _made("assuming", start, end, thing.removeprefix("that "))
    if base in _words("typing"):
        return _made("typing", start, end, thing)
    particle = next((word for word in lows(reading, verb + 1, verb + 2) if word in _words("particles")), "")
    thing = thing[len(particle) :].strip() if particle else thing
    done = f"{lexicon().participles.get(base, '')} {particle}".strip()
    if not thing or base not in lexicon().participles or base == "make":
        return None
    return _made("doing", start, end, thing, done)


def _base(reading: Reading, verb: int) -> str:
    known = lexicon().verbs.get(reading.tokens[verb].low)
    return known.base if known else reading.tokens[verb].low


def _by_doing(reading: Reading, act: Act) -> int | None:
    """Return the verb of "by deploying"."""
    for index in range(act.verb + 1, min(act.end, len(reading.tokens) - 1)):
        if reading.tokens[index].low == "by" and reading.tokens[index + 1].low.endswith("ing"):
            return index + 1
    return None


def _behind_to(reading: Reading, act: Act) -> int:
    """Return the verb that says what was done: behind "failed to", "forgot to" and the like."""
    for index in range(act.verb + 1, min(act.verb + 4, act.end - 1)):
        if reading.tokens[index].low == "to":
            return index + 1
    return act.verb


def _left_out(act: Act, base: str, verb: int) -> str:
    """Return the participle of what was left out; empty where it is not known."""
    if act.base in _words("leaving_out") and verb == act.verb:
        return str(content.toml("rules/rewrites.toml")["left_out_means"].get(act.base, ""))
    return lexicon().participles.get(base, "")


def _object(reading: Reading, verb: int, end: int) -> tuple[int, int]:
    """Return the first and last token of what a verb acts on, without what judges; last before first for nothing."""
    words, lex = reading.tokens, lexicon()
    first = verb + 1
    while first < end and (words[first].low in lex.judging["adverbs"] or words[first].low == ","):
        first += 1
    last = first - 1
    for index in range(first, min(end, first + 14, len(words))):
        low = words[index].low
        joined = low == "and" and index + 1 < len(words) and words[index + 1].low in lex.verbs
        if joined or low in lex.judging["adverbs"] or low in (",", "by", "without", "(", "first", "instead"):
            break
        last = index
    return first, last


def _with_article(thing: str) -> str:
    word = thing.split()[0]
    if word.lower() not in _words("mistakes"):
        return thing
    return f"{'an' if word[0].lower() in 'aeiou' else 'a'} {thing}"


# -- nouns ----------------------------------------------------------------------------------------------


def _of_human_error(sentence: str, hit: blame.Hit) -> _Part:
    """Put a step without a safeguard in the place of "human error", the rest of the sentence kept."""
    start, end = hit.span
    if not any(character.isalpha() for character in sentence[:start] + sentence[end:]):
        return _made("human_error", start, end)
    for article in ("an ", "a ", "the "):
        if sentence[:start].lower().endswith(article):
            start -= len(article)
            break
    return _made("in_place_of_human_error", start, end)
