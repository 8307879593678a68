"""The rewrite of blame in the passive: what was not followed, entered wrongly, dropped by somebody."""

from __future__ import annotations

from pmtui.checks.blame import Hit
from pmtui.checks.rewrite.acts import of_act, of_misdoing
from pmtui.checks.rewrite.words import Part, Thing, base_of, kind_of, made, participle, small, words
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Person, Reading

_LONGEST_SUBJECT = 16  # words


def of_passive(sentence: str, reading: Reading, hit: Hit) -> Part | None:
    """Rewrite "the procedure was not followed", "was entered wrongly", "was dropped by an engineer"."""
    tokens, lex = reading.tokens, lexicon()
    inside = [n for n, token in enumerate(tokens) if hit.span[0] <= token.start < hit.span[1]]
    by = next((n for n in inside if tokens[n].low == "by"), None)
    verb = _passive_verb(reading, inside, by)
    agent = next((p for p in reading.agents if by is not None and p.first == by + 1), None)
    if agent is None and hit.act is not None and hit.act.who in reading.agents:
        agent = hit.act.who
    told = _of_relative(sentence, reading, agent) if agent is not None else None
    if told is not None:
        return told
    end = tokens[agent.head].end if agent is not None else hit.span[1]
    fallback = None
    if by is not None and not _goes_on(reading, agent):
        fallback = made("agent", tokens[by].start, end)
    if verb is None:
        return fallback
    aux, negated = verb - 1, False
    while aux > 0 and tokens[aux].low not in lex.grammar["be"] - {"been", "being"}:
        negated |= tokens[aux].low in lex.grammar["negations"]
        aux -= 1
    negated |= tokens[aux].low in lex.grammar["negations"]
    first = _clause_start(reading, aux)
    too_long = aux - first >= _LONGEST_SUBJECT
    if aux == 0 or verb - aux > 4 or first >= aux or too_long or tokens[aux].low not in lex.grammar["be"]:
        return fallback
    if kind_of(base_of(reading, verb)) == "causing":
        return fallback
    subject = small(sentence[tokens[first].start : tokens[aux - 1].end], reading, first)
    if by is None:
        end = max(end, tokens[verb].end)
    start, base, done = tokens[first].start, base_of(reading, verb), tokens[verb].low
    if negated:
        return made("leaving_out", start, end, thing=subject, done=done)
    kind = kind_of(base)
    if kind in ("unseen", "unanswered", "forgotten", "without"):
        return made(kind, start, end, thing=subject)
    if kind == "typing":
        return made("typing", start, end, thing=subject)
    if base in words("nothing") and base != "do":
        return fallback
    wrongly = [tokens[n].low for n in (*range(aux, verb), *inside) if tokens[n].low in words("wrongly")]
    if wrongly:
        return of_misdoing(Thing(subject), participle(base) or done, wrongly[0], start, end)
    faulty = base.startswith("mis") or "fault_human" in getattr(lex.verbs.get(done), "kinds", ())
    return made("misdoing" if faulty else "doing", start, end, thing=subject, done=participle(base) or done)


def _goes_on(reading: Reading, agent: Person | None) -> bool:
    """Return whether the words about the agent go on: "by whoever had access", "by one pulling the plug"."""
    if agent is None or agent.head + 1 >= len(reading.tokens):
        return False
    after, grammar = reading.tokens[agent.head + 1].low, lexicon().grammar
    return after in ("who", "that") or after.endswith("ing") or after in grammar["have"] | grammar["be"]


def _of_relative(sentence: str, reading: Reading, agent: Person) -> Part | None:
    """Read "by an engineer who deleted the index": what they did says more than what it led to."""
    after = reading.tokens[agent.head + 1].low if agent.head + 1 < len(reading.tokens) else ""
    act = next((act for act in reading.acts if act.who == agent), None)
    part = of_act(sentence, reading, act) if act is not None and after in ("who", "that") else None
    return None if part is None else Part(0, part.end, part.words, part.question)


def _passive_verb(reading: Reading, inside: list[int], by: int | None) -> int | None:
    """Return the participle of a passive: before "by", else the last one of the words that were found."""
    lex = lexicon()
    if by is not None:
        verb = by - 1
        while verb > 0 and (
            reading.tokens[verb].low.endswith("ly") or reading.tokens[verb].low in lex.judging["adverbs"]
        ):
            verb -= 1
        return verb if _is_participle(reading.tokens[verb].low) else None
    return next((n for n in reversed(inside) if _is_participle(reading.tokens[n].low)), None)


def _is_participle(word: str) -> bool:
    verb = lexicon().verbs.get(word)
    return word.endswith("ed") or (verb is not None and "participle" in verb.forms)


def _clause_start(reading: Reading, before: int) -> int:
    lex, first = lexicon(), before
    stops = lex.grammar["breaks"] | {
        ",",
        ";",
        ":",
        "and",
        "or",
        "that",
        "after",
        "before",
        "as",
        "when",
        "because",
    }
    while first > 0 and before - first < _LONGEST_SUBJECT and reading.tokens[first - 1].low not in stops:
        first -= 1
    return first
