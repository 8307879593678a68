"""The rewrite that a finding of blame offers: the mechanism in front, the person gone, the writer's words kept.

What is not known stands as a ⟨gap⟩ to type over. What would still read as blame is not offered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pmtui.checks import blame
from pmtui.text import phrases
from pmtui.text.lexicon import lexicon
from pmtui.text.phrases import Act, Reading


@dataclass(frozen=True, slots=True)
class Offer:
    """A statement to put in place of the sentence, and the question it answers."""

    statement: str
    question: str = ""


@lru_cache(maxsize=2048)
def offer(sentence: str, role: str, names: frozenset[str] = frozenset()) -> Offer | None:
    """Return what to offer in place of a sentence that blames; None where nothing sound is at hand."""
    found = blame.hits(sentence, role, names)
    if not found:
        return None
    made = _made(sentence, found[0], names)
    if made is None:
        return None
    stop = "." if sentence.rstrip().endswith(".") and not made.statement.endswith(".") else ""
    made = Offer(made.statement + stop, made.question)
    after = blame.hits(made.statement, role, names)
    return None if any(hit.severity != "hint" for hit in after) else made


def _made(sentence: str, hit: blame.Hit, names: frozenset[str]) -> Offer | None:
    reading = phrases.read(sentence, names)
    if hit.act is not None:
        return _of_act(sentence, reading, hit.act)
    if hit.rule == "blame.human-error":
        return _without_the_error(sentence, hit)
    if hit.rule == "blame.passive":
        return Offer(
            "The ⟨tool or pipeline⟩ could go on without ⟨the step⟩",
            "What made it easy to leave the step out?",
        )
    return _of_agent(sentence, reading, hit)


_REACHING = frozenset(
    {
        "deploy",
        "push",
        "merge",
        "commit",
        "ship",
        "release",
        "upload",
        "send",
        "introduce",
        "apply",
        "promote",
        "install",
    }
)
_TYPING = frozenset({"enter", "type", "set", "configure", "write", "run", "execute", "use", "pick", "choose", "select", "put", "get", "press",
                     "click", "target", "specify", "paste", "copy", "edit", "change", "pull"})  # fmt: skip


def _of_act(sentence: str, reading: Reading, act: Act) -> Offer | None:
    base, verb = _real_verb(reading, act)
    thing = _object(sentence, reading, verb, act.end)
    by_doing = _by_doing(sentence, reading, act)
    if by_doing is not None:
        return by_doing
    if base in ("make", "commit") and any(
        word in thing.lower() for word in ("mistake", "error", "slip", "blunder")
    ):
        return Offer(
            f"The ⟨review or check⟩ let {_with_article(thing)} through to ⟨where it did harm⟩",
            "What could have caught it on the way, and was it there?",
        )
    if not thing:
        return None
    if (
        act.negated
        or act.modal
        or act.base in ("forget", "fail", "neglect", "overlook", "skip", "miss", "ignore", "omit")
    ):
        done = _participle(base, reading, verb)
        if done is None:
            return None
        return Offer(
            f"The ⟨release process⟩ could go ahead without {thing} being {done}",
            f"What let it go ahead without {thing} being {done}?",
        )
    if base in _REACHING:
        return Offer(
            f"The ⟨deployment pipeline⟩ allowed {thing} to reach ⟨production⟩",
            f"What let {thing} reach production?",
        )
    done = lexicon().participles.get(base, "")
    if base in _TYPING:
        return Offer(
            f"The ⟨tool or form⟩ took {thing} without a check of ⟨what it would change⟩",
            f"What let {thing} take effect unchecked?",
        )
    if done and base not in ("cause", "break", "assume", "make", "get", "do"):
        particle = _particle(reading, verb)
        rest = thing.removeprefix(particle).strip() if particle else thing
        if not rest:
            return None
        how = f"{done} {particle}".strip()
        return Offer(
            f"The ⟨tool or console⟩ allowed {rest} to be {how}",
            f"What let {rest} be {how}, with nothing in the way?",
        )
    if base in ("cause", "break"):
        return Offer(
            f"⟨A change without a safeguard⟩ led to {thing}", f"What let one change lead to {thing}?"
        )
    if base == "assume":
        return Offer(
            f"⟨The dashboard or document⟩ made it look as if {thing.removeprefix('that ').strip()}",
            "What made it look that way?",
        )
    return None


def _real_verb(reading: Reading, act: Act) -> tuple[str, int]:
    """Return the verb that says what was done: behind "failed to", "forgot to" and the like."""
    words = reading.tokens
    for index in range(act.verb + 1, min(act.verb + 4, act.end)):
        if words[index].low == "to" and index + 1 < act.end:
            verb = lexicon().verbs.get(words[index + 1].low)
            return (verb.base if verb else words[index + 1].low), index + 1
    return act.base or words[act.verb].low, act.verb


def _participle(base: str, reading: Reading, verb: int) -> str | None:
    if base in ("forget", "fail", "neglect", "overlook", "skip", "miss", "ignore", "omit"):
        return {"fail": None, "forget": "done", "ignore": "acted on", "miss": "seen"}.get(
            base, "looked at" if base == "overlook" else "done"
        )
    if reading.tokens[verb].low in ("have", "been", "be", "not"):
        return None
    return lexicon().participles.get(base)


def _object(sentence: str, reading: Reading, verb: int, end: int) -> str:
    """Return what the verb acts on, in the writer's words: up to the end of the clause, without what judges."""
    words = reading.tokens
    judging = lexicon().judging["adverbs"]
    last = verb
    first = verb + 1
    while first < end and (words[first].low in judging or words[first].low == ","):
        first += 1
    for index in range(first, min(end, first + 14, len(words))):
        low = words[index].low
        if (
            low in judging
            or low in (",", "by", "without", "(")
            or (low == "and" and index + 1 < len(words) and words[index + 1].low in lexicon().verbs)
        ):
            break
        last = index
    if last < first:
        return ""
    return sentence[words[first].start : words[last].end].strip()


_PARTICLES = frozenset({"off", "down", "out", "up", "away", "over"})


def _particle(reading: Reading, verb: int) -> str:
    following = reading.tokens[verb + 1].text if verb + 1 < len(reading.tokens) else ""
    return following if following.lower() in _PARTICLES else ""


def _by_doing(sentence: str, reading: Reading, act: Act) -> Offer | None:
    """Read "caused the outage by deploying a bad config"."""
    words = reading.tokens
    for index in range(act.verb + 1, min(act.end, len(words) - 1)):
        if words[index].low == "by" and words[index + 1].low.endswith("ing"):
            verb = lexicon().verbs.get(words[index + 1].low)
            thing = _object(sentence, reading, index + 1, act.end)
            if not thing:
                return None
            base = verb.base if verb else ""
            if base in _REACHING:
                return Offer(
                    f"The ⟨deployment pipeline⟩ allowed {thing} to reach ⟨production⟩",
                    f"What let {thing} reach production?",
                )
            done = lexicon().participles.get(base, "")
            particle = _particle(reading, index + 1)
            rest = thing.removeprefix(particle).strip()
            if done and rest:
                how = f"{done} {particle}".strip()
                return Offer(
                    f"The ⟨tool or console⟩ allowed {rest} to be {how}", f"What let {rest} be {how}?"
                )
    return None


def _with_article(thing: str) -> str:
    words = thing.split()
    bare = words[0].lower() in ("mistake", "error", "slip", "blunder", "typo")
    return (
        f"{'an' if thing[0].lower() in 'aeiou' else 'a'} {thing}"
        if bare and not words[0].endswith("s")
        else thing
    )


def _without_the_error(sentence: str, hit: blame.Hit) -> Offer | None:
    """Put a step without a safeguard in the place of "human error", the rest of the sentence kept."""
    start, end = hit.span
    alone = not any(character.isalpha() for character in sentence[:start] + sentence[end:])
    question = "Which step let one slip through, and what would have caught it there?"
    if alone:
        return Offer("The ⟨step or tool⟩ let ⟨the slip⟩ through unnoticed", question)
    before, after = sentence[:start], sentence[end:]
    article = "A ⟨step without a safeguard⟩" if not before.strip() else "a ⟨step without a safeguard⟩"
    for lead in ("an ", "a ", "the "):
        if before.lower().endswith(lead):
            before = before[: -len(lead)]
            article = article if before.strip() else "A ⟨step without a safeguard⟩"
    return Offer(f"{before}{article}{after}", question)


def _of_agent(sentence: str, reading: Reading, hit: blame.Hit) -> Offer | None:
    """Take "by an engineer" out of a passive sentence, and put the mechanism behind."""
    if hit.rule not in ("blame.role-fault", "blame.person-as-cause"):
        return None
    by = next(
        (token for token in reading.tokens if token.low == "by" and hit.span[0] <= token.start < hit.span[1]),
        None,
    )
    if by is None:
        return None
    before, after = sentence[: by.start].rstrip(), sentence[hit.span[1] :]
    return Offer(
        f"{before} by ⟨a step that had no safeguard⟩{after.rstrip('.')}",
        "Which step let one act have this effect?",
    )
