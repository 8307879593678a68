"""The rewrite that blame is offered: the mechanism in front, the person gone, the writer's words kept.

What is not known stands as a ⟨gap⟩ to type over. What would still read as blame is not offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from pmtui import content
from pmtui.checks import blame
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
    """Words to put in place of a part of the sentence, from `start` to `end` in characters.

    `is_whole` says that they make a statement of their own.
    """

    start: int
    end: int
    words: str
    question: str
    is_whole: bool = True


@lru_cache(maxsize=2048)
def offer(sentence: str, role: str, names: frozenset[str] = frozenset()) -> Offer | None:
    """Return what to offer in place of a sentence that blames; None where nothing sound is at hand."""
    found = blame.hits(sentence, role, names)
    part = _part(sentence, found[0], names) if found else None
    if part is None:
        return None
    stop = "." if sentence.endswith(".") and not part.words.endswith(".") else ""
    statements = [sentence[: part.start] + part.words + sentence[part.end :]]
    if part.is_whole:
        statements.append(part.words + stop)
    for statement in statements:
        offered = _capital(statement)
        if not any(hit.severity != "hint" for hit in blame.hits(offered, role, names)):
            return Offer(offered, part.question)
    return None


def _capital(statement: str) -> str:
    first = 1 if statement.startswith("⟨") else 0
    return statement[:first] + statement[first : first + 1].upper() + statement[first + 1 :]


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(content.toml("rules/rewrites.toml")["verbs"][key])


def _made(name: str, start: int, end: int, thing: str = "", done: str = "") -> _Part:
    words = content.toml("rules/rewrites.toml")["offer"][name]
    statement, question = (
        words[key].replace("{thing}", thing).replace("{done}", done) for key in ("statement", "question")
    )
    return _Part(start, end, statement, question, name not in ("agent", "in_place_of_human_error"))


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
    words, who = reading.tokens, act.who
    if act.passive or words[who.head].low == "whoever":
        return None
    if who in reading.agents:
        return _made("agent", words[who.first - 1].start, words[act.end - 1].end)
    verb = _by_doing(reading, act) or _behind_to(reading, act)
    first, last = _object(reading, verb, act.end)
    if last < first or _base(reading, verb) in _words("nothing") - {"make"}:
        return None
    thing = _Thing.read(sentence, reading, first, last)
    start, end = words[who.first].start, _end_of(reading, act, max(last, verb))
    if act.if_only:
        start, end = 0, len(sentence)
    left_out = (
        act.negated
        or act.modal
        or act.base in _words("leaving_out")
        or words[who.head].low in ("nobody", "one")
    )
    if left_out:
        done = _left_out(act, _base(reading, verb), verb)
        known = done and thing.core and not thing.behind_preposition
        return _made("leaving_out", start, end, thing.core, f"{done} {thing.rest}".strip()) if known else None
    return _of_doing(_base(reading, verb), thing, start, end)


@dataclass(frozen=True, slots=True)
class _Thing:
    """What was acted on, in the writer's words.

    `core` is up to its first preposition, `rest` what follows, `particle` what belongs to the verb before it.
    """

    core: str
    rest: str
    particle: str
    behind_preposition: bool

    @classmethod
    def read(cls, sentence: str, reading: Reading, first: int, last: int) -> _Thing:
        """Read it from the tokens `first` to `last`."""
        words, prepositions = reading.tokens, lexicon().grammar["prepositions"] - {"of"}
        particle = words[first].low if words[first].low in _words("particles") else ""
        behind = not particle and words[first].low in prepositions
        first += bool(particle) or behind
        cut = next((n for n in range(first + 1, last + 1) if words[n].low in prepositions), last + 1)
        core = sentence[words[first].start : words[cut - 1].end] if first <= last else ""
        rest = sentence[words[cut].start : words[last].end] if cut <= last else ""
        return cls(core, rest, particle, behind)

    @property
    def whole(self) -> str:
        """All of it."""
        return f"{self.core} {self.rest}".strip()


def _end_of(reading: Reading, act: Act, last: int) -> int:
    """Return where the words about the person end, with what else they did in one breath."""
    others = (other for other in reading.acts if other.who == act.who and other.start > last)
    following = next((other for other in others if reading.tokens[last + 1].low == "and"), None)
    if following is not None:
        last = max(last, following.end - 1)
    return reading.tokens[max(last, act.verb, *act.adverbs)].end


def _of_doing(base: str, thing: _Thing, start: int, end: int) -> _Part | None:
    if not thing.core:
        return None
    if base in ("make", "commit", "introduce") and any(w in thing.core.lower() for w in _words("mistakes")):
        return _made("mistake", start, end, _with_article(thing.whole))
    if base in _words("typing"):
        return _made("typing", start, end, thing.whole)
    if thing.behind_preposition or base == "make":
        return None
    if base in _words("reaching"):
        return _made("reaching", start, end, thing.whole)
    if base in ("cause", "break"):
        return _made("causing", start, end, thing.whole)
    if base == "assume":
        return _made("assuming", start, end, thing.whole.removeprefix("that "))
    known = lexicon().participles.get(base)
    if known is None:
        return None
    done = " ".join(part for part in (known, thing.particle, thing.rest) if part)
    faulty = "fault_human" in lexicon().verbs[known].kinds or base.startswith("mis")
    return _made("misdoing" if faulty else "doing", start, end, thing.core, done)


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
    leading = _words("leaving_out") | lexicon().grammar["leading_to"] | {"bother", "think"}
    if act.base not in leading:
        return act.verb
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
    """Return the first and last token of what a verb acts on; the last before the first for nothing."""
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


def _of_human_error(sentence: str, hit: blame.Hit) -> _Part | None:
    """Put a step without a safeguard in the place of "human error", the rest of the sentence kept."""
    start, end = hit.span
    if " made by " in sentence[start:end]:
        return None
    if not any(character.isalpha() for character in sentence[:start] + sentence[end:]):
        return _made("human_error", start, end)
    for article in ("an ", "a ", "the "):
        if sentence[:start].lower().endswith(article):
            start -= len(article)
            break
    return _made("in_place_of_human_error", start, end)
