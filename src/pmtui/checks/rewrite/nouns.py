"""The rewrite of blame that stands in nouns: human error, somebody's fault, words about care."""

from __future__ import annotations

from pmtui.checks.rewrite.objects import object_of
from pmtui.checks.rewrite.words import Part, Thing, base_of, made, participle, words
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Reading


def of_error(sentence: str, reading: Reading, span: tuple[int, int]) -> Part | None:
    """Put a step without a safeguard in the place of "human error" or "X's mistake", the rest kept."""
    if sentence[slice(*span)].lower().endswith(("induced", "caused", "made")):
        return made("caused_by", *span)
    start, end = _with_article(sentence, _with_adjective(reading, span))
    inside = sentence[start:end].lower()
    rest = any(character.isalnum() for character in sentence[end:])
    alone = not rest and sentence[:start].lower().strip() in ("", "it was", "this was", "that was")
    if alone or " made by " in inside:
        return made("human_error", 0 if " made by " in inside or sentence[:start].strip() else start, end)
    failed = _of_failing_to(sentence, reading, start, end)
    if failed is not None:
        return failed
    nouns = [token.low for token in reading.tokens if span[0] <= token.start < span[1]]
    several = any(noun.endswith("s") and noun[:-1] in words("mistakes") for noun in nouns)
    return made("in_place_of_human_errors" if several else "in_place_of_human_error", start, end)


def _of_failing_to(sentence: str, reading: Reading, start: int, end: int) -> Part | None:
    """Read "X's failure to monitor the disk": what was left out stands behind "to"."""
    tokens = reading.tokens
    at = next((n for n, token in enumerate(tokens) if token.start >= end), len(tokens))
    if at + 2 >= len(tokens) or tokens[at].low != "to" or tokens[at - 1].low not in words("failing"):
        return None
    verb = at + 1
    while verb + 2 < len(tokens) and tokens[verb].low.endswith("ly"):
        verb += 1
    first, last = object_of(reading, verb, _next_verb(reading, verb + 1))
    if last < first:
        return None
    thing, done = Thing.read(sentence, reading, first, last), participle(base_of(reading, verb))
    if not thing.core or not done:
        return None
    done = " ".join(part for part in (done, thing.particle, thing.preposition, thing.rest) if part)
    return made("failing_to", start, tokens[last].end, thing=thing.core, done=done)


def _next_verb(reading: Reading, first: int) -> int:
    """Return the next token that tells what happened: where what stands before it ends."""
    lex = lexicon()
    for index in range(first + 1, len(reading.tokens)):
        low = reading.tokens[index].low
        verb = lex.verbs.get(low)
        if (
            low in ("led", "meant", "let")
            or low in lex.grammar["be"] | lex.grammar["have"] | lex.grammar["modals"]
        ):
            return index
        if verb is not None and "past" in verb.forms:
            return index
    return len(reading.tokens)


def of_care(sentence: str, reading: Reading, span: tuple[int, int]) -> Part | None:
    """Rewrite a word about care: "a careless change", "carelessness of X", "not paying attention to"."""
    tokens = reading.tokens
    at = next((n for n, token in enumerate(tokens) if token.start >= span[0]), None)
    last = max((n for n, token in enumerate(tokens) if token.end <= span[1]), default=-1)
    if at is None or last < at:
        return None
    lacking = at + 2 <= last and tokens[at].low == "lack" and tokens[last].low in words("lacked")
    if lacking or tokens[last].low in words("carelessness"):
        person = next((p for p in reading.people if at < p.first <= last + 3), None)
        end = tokens[person.head].end if person is not None else tokens[last].end
        return of_error(sentence, reading, (tokens[at].start, end))
    judged = next((n for n in range(at, last + 1) if tokens[n].low in words("careless")), None)
    if judged is not None and judged + 1 < len(tokens) and _is_noun(reading, judged + 1):
        return _of_careless_thing(sentence, reading, judged)
    if "attention" in (token.low for token in tokens[at : last + 1]):
        behind = last + 1 if tokens[last].low != "to" else last
        if behind < len(tokens) - 1 and tokens[behind].low == "to":
            person = next((p for p in reading.people if p.first <= at), None)
            start = tokens[person.first].start if person is not None else tokens[at].start
            stop = _clause_end(reading, behind + 1)
            thing = sentence[tokens[behind + 1].start : tokens[stop].end]
            return made("attention", start, tokens[stop].end, thing=thing)
    return None


def _of_careless_thing(sentence: str, reading: Reading, judged: int) -> Part:
    tokens, noun = reading.tokens, judged + 1
    while noun + 1 < len(tokens) and _is_noun(reading, noun + 1):
        noun += 1
    first = next((p.first for p in reading.people if p.owns and p.first < judged <= p.head + 3), judged)
    if first == judged and judged and tokens[judged - 1].low in lexicon().grammar["determiners"]:
        first = judged - 1
    thing = sentence[tokens[judged + 1].start : tokens[noun].end]
    several = tokens[noun].low.endswith("s") and first == judged
    article = "" if several else ("an " if thing[0].lower() in "aeiou" else "a ")
    end = tokens[noun].end
    by = noun + 1
    if by < len(tokens) and tokens[by].low == "by":
        end = next((tokens[p.head].end for p in reading.agents if p.first == by + 1), end)
    return made("unstopped", tokens[first].start, end, thing=article + thing)


def _is_noun(reading: Reading, index: int) -> bool:
    token, lex = reading.tokens[index], lexicon()
    verb = lex.verbs.get(token.low)
    told = verb is not None and bool(verb.forms & {"past", "s"}) and token.low != verb.base
    grammar = ("prepositions", "breaks", "be", "have", "do", "modals", "negations", "determiners")
    return (
        token.is_word
        and not told
        and not any(token.low in lex.grammar[key] for key in grammar)
        and (token.low not in ("and", "or", "took", "led") and not token.low.endswith("ed"))
    )


def of_fault(sentence: str, reading: Reading, span: tuple[int, int]) -> Part | None:
    """Read "X is to blame for the delay", "the blame for the delay lies with X": what it led to is kept."""
    tokens = reading.tokens
    for n, token in enumerate(tokens[:-1]):
        blames = n and tokens[n - 1].low in ("blame", "blamed", "fault", "responsible", "culpable")
        if token.low == "for" and blames:
            first, stop = n + 1, _clause_end(reading, n + 1)
            while stop > first and tokens[stop].low in ("lies", "rests", "is", "falls", "lay"):
                stop -= 1
            return made("causing", 0, tokens[-1].end, thing=sentence[tokens[first].start : tokens[stop].end])
    return of_error(sentence, reading, span) if "fault" in sentence[slice(*span)].lower() else None


def _clause_end(reading: Reading, first: int) -> int:
    last = first
    stops = lexicon().grammar["breaks"] | {",", ";", ":", ".", "and"}
    while last + 1 < len(reading.tokens) and last - first < 10 and reading.tokens[last + 1].low not in stops:
        last += 1
    return last


def _with_adjective(reading: Reading, span: tuple[int, int]) -> tuple[int, int]:
    """Return a span with the word before it that says what kind of error it was."""
    before = [token for token in reading.tokens if token.end <= span[0]]
    if before and before[-1].low in words("kinds_of_error"):
        return before[-1].start, span[1]
    return span


def _with_article(sentence: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    before = f" {sentence[:start].lower()}"
    article = next((article for article in ("an ", "a ", "the ") if before.endswith(f" {article}")), "")
    return start - len(article), end
