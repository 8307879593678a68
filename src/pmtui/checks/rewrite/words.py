"""Words for rewrites: the offers of the content, what was acted on, and participles."""

from __future__ import annotations

from functools import cache

from pmtui import content
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Reading
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """Words to put in place of a part of the sentence, from `start` to `end` in characters.

    `words` is empty where only the question is offered. `is_whole` says that they make a statement of
    their own.
    """

    start: int
    end: int
    words: str
    question: str
    is_whole: bool = True


@cache
def words(key: str) -> frozenset[str]:
    """Return a list of words of the content by its name."""
    return frozenset(content.toml("rules/rewrites.toml")["verbs"][key])


@cache
def kind_of(base: str) -> str:
    """Return the kind of offer that a verb calls for, by its base form; empty for none of its own."""
    kinds = content.toml("rules/rewrites.toml")["kinds"]
    return next((name for name, verbs in kinds.items() if base in verbs), "")


def made(name: str, start: int, end: int, **known: str) -> Part:
    """Return the offer of that name with what is known filled in."""
    told = content.toml("rules/rewrites.toml")["offer"][name]
    statement, question = told.get("statement", ""), told["question"]
    for key, value in known.items():
        statement, question = (text.replace(f"{{{key}}}", value) for text in (statement, question))
    return Part(
        start, end, " ".join(statement.split()), " ".join(question.split()), not told.get("inside", False)
    )


@dataclass(frozen=True, slots=True)
class Thing:
    """What was acted on, in the writer's words.

    Attributes:
        core: Up to its first preposition.
        rest: What follows.
        particle: What belongs to the verb before it: "shut down the rack".
        preposition: The preposition before it: "look at the rack".
        text: All of it as it was written behind the verb.
    """

    core: str
    rest: str = ""
    particle: str = ""
    preposition: str = ""
    text: str = ""

    @classmethod
    def read(cls, sentence: str, reading: Reading, first: int, last: int) -> Thing:
        """Read it from the tokens `first` to `last`."""
        tokens, prepositions = reading.tokens, lexicon().grammar["prepositions"] - {"of"}
        text = sentence[tokens[first].start : tokens[last].end]
        particle = tokens[first].low if tokens[first].low in words("particles") else ""
        preposition = "" if particle or tokens[first].low not in prepositions else tokens[first].low
        first += bool(particle or preposition)
        cut = next((n for n in range(first + 1, last + 1) if tokens[n].low in prepositions), last + 1)
        core = sentence[tokens[first].start : tokens[cut - 1].end] if first <= last else ""
        rest = sentence[tokens[cut].start : tokens[last].end] if cut <= last else ""
        if not rest and core.split()[-1:] and core.split()[-1].lower() in words("particles") and not particle:
            core, _, particle = core.rpartition(" ")  # "took the cluster down"
        pronoun, _, after = text.partition(" ")
        if (
            after
            and pronoun.lower() in ("it", "them")
            and not set(after.lower().split()) - words("particles")
        ):
            core, rest, particle = pronoun, "", after  # "turn it back on"
        owner, _, owned = core.partition(" ")
        if owned and owner.lower() in lexicon().possessives:
            core = f"the {owned}"  # whose it was left the sentence
        return cls(core, rest, particle, preposition, text)

    @property
    def whole(self) -> str:
        """All of it, behind a verb in its base form."""
        return _joined(self.core, self.rest)

    @property
    def behind_verb(self) -> str:
        """All of it as it stands behind the verb."""
        return _joined(self.particle, self.preposition, self.core, self.rest)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def base_of(reading: Reading, verb: int) -> str:
    """Return the base form of the verb at a token; the word itself where the lexicon does not know it."""
    known = lexicon().verbs.get(reading.tokens[verb].low)
    return known.base if known else reading.tokens[verb].low


def participle(base: str) -> str:
    """Return the past participle of a verb: the lexicon's, else one of the content, else by rule."""
    known = lexicon().participles.get(base) or content.toml("rules/rewrites.toml")["participles"].get(base)
    if known:
        return str(known)
    if not base.isalpha() or base.endswith("ly"):
        return ""
    if base.endswith("ed"):
        return base
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    doubles = (
        len(base) < 5 and base[-1] not in "aeiouwxy" and base[-2:-1] in "aeiou" and base[-3:-2] not in "aeiou"
    )
    return base + (base[-1] if doubles else "") + "ed"


def small(thing: str, reading: Reading, first: int) -> str:
    """Return words that stood at the start of a sentence as they read inside one."""
    token = reading.tokens[first]
    plain = token.low in lexicon().grammar["determiners"] or (
        token.low.endswith("s") and token.text[1:].islower()
    )
    return thing[:1].lower() + thing[1:] if plain else thing


def with_article(thing: str) -> str:
    """Return a mistake with its article: "a typo"; other things as they are."""
    word = thing.split()[0]
    if word.lower() not in words("mistakes"):
        return thing
    return f"{'an' if word[0].lower() in 'aeiou' else 'a'} {thing}"
