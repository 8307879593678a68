"""Blame: who is the subject, are they human, and is the verb a judgement?

What the people of a sentence are said to do is judged here, on the reading of `text.phrases`; words that
judge by themselves are phrases of the rule pack. A case that a fair colleague could read either way is
never more than a hint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from re import Pattern

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.finding import Severity
from pmtui.text import phrases
from pmtui.text.lexicon import lexicon
from pmtui.text.phrases import Act, Person, Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """Blame in one sentence: the rule, how grave, and where in the sentence, in characters."""

    rule: str
    severity: Severity
    span: tuple[int, int]
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class _Verdict:
    """A rule, the tokens (inclusive) it is about, and whether it could be read either way."""

    rule: str
    first: int
    last: int
    edge: bool = False
    act: Act | None = None


_GRAVITY = {"error": 0, "warning": 1, "hint": 2}


@lru_cache(maxsize=4096)
def hits(sentence: str, role: str, names: frozenset[str] = frozenset()) -> tuple[Hit, ...]:
    """Return the blame in one sentence of a field of `role`: the gravest first, no two at the same place.

    Args:
        sentence: The sentence.
        role: The role of its field.
        names: The names of people who were there, as single words in lower case.
    """
    if _guard().search(sentence.replace("\u2019", "'")):
        return ()
    reading = phrases.read(sentence, names)
    found = [_hit(verdict, reading, role) for verdict in _verdicts(reading, role, names)]
    for rule_id, span in rules.phrase_hits("blame", sentence, role):
        found.append(Hit(rule_id, rules.rule(rule_id).severity_for(role), span))
    found.sort(key=lambda hit: (_GRAVITY[hit.severity], hit.span[0] - hit.span[1]))
    kept: list[Hit] = []
    for hit in found:
        if not any(hit.span[0] < other.span[1] and other.span[0] < hit.span[1] for other in kept):
            kept.append(hit)
    return tuple(kept)


@cache
def _guard() -> Pattern[str]:
    pattern = rules.compiled(content.toml("rules/blame.toml")["guard"]["phrases"])
    assert pattern is not None
    return pattern


def _hit(verdict: _Verdict, reading: Reading, role: str) -> Hit:
    rule_id = verdict.rule
    if verdict.edge and rule_id in _OWN:
        rule_id = "blame.own-fault" if _is_own(verdict) else "blame.maybe"
    severity = "hint" if verdict.edge else rules.rule(rule_id).severity_for(role)
    return Hit(rule_id, severity, reading.span(verdict.first, verdict.last), verdict.act)


_OWN = (
    "blame.role-fault",
    "blame.named-person",
    "blame.team-fault",
    "blame.counterfactual",
    "blame.human-error",
)


def _is_own(verdict: _Verdict) -> bool:
    return verdict.act is not None and verdict.act.who.kind in ("we", "self")


def _verdicts(reading: Reading, role: str, names: frozenset[str]) -> Iterator[_Verdict]:
    for act in reading.acts:
        verdict = _act(act, reading, role)
        if verdict is not None:
            yield verdict
    for person in reading.agents:
        verdict = _agent(person, reading, role)
        if verdict is not None:
            yield verdict
    yield from _nouns(reading)
    yield from _described(reading)
    yield from _passives(reading)
    yield from _hasty(reading)
    yield from _questions(reading)
    if role == "cause" and names:
        for person in reading.people:
            if person.kind == "name" and reading.tokens[person.head].low in names:
                yield _Verdict("blame.listed-name", person.first, person.head)


# -- what somebody did ----------------------------------------------------------------------------------


def _act(act: Act, reading: Reading, role: str) -> _Verdict | None:
    """Judge one act of one person."""
    counterfactual = _counterfactual(act, reading)
    if counterfactual is not None:
        return counterfactual
    if _is_the_cause(act, reading):
        return _Verdict(_fault_rule(act.who), act.who.first, act.verb, act.who.kind in ("we", "outsider"))
    if _unaware(act, reading):
        return _Verdict(_fault_rule(act.who), act.who.first, act.verb, not _fully(act, reading), act)
    if _judged_by_degree(act, reading):
        return _Verdict("blame.negligence", act.who.first, act.verb, act.who.kind in ("we", "self", "they"), act)
    if act.passive or _is_possible_only(act):
        return None
    edge = _fault(act, reading)
    if edge is None:
        return _person_as_cause(act, reading, role)
    return _Verdict(_fault_rule(act.who), act.who.first, _last_of(act, reading), edge, act)


_CULPRITS = frozenset({"cause", "culprit", "problem", "reason", "weakest", "blame"})


def _is_the_cause(act: Act, reading: Reading) -> bool:
    """Read "people are the cause of"."""
    if act.negated or act.modal or not act.passive or act.who.kind in ("they", "you") or not act.who.sure:
        return False
    after = [token.low for token in reading.tokens[act.verb : act.verb + 4]]
    return after[:1] == ["the"] and bool(_CULPRITS & set(after[1:]))


def _judged_by_degree(act: Act, reading: Reading) -> bool:
    """Read "was too hasty", "took too long to respond", "lacked the discipline"."""
    if act.who.kind in ("outsider", "you") or not act.who.sure or act.negated or act.modal:
        return False
    words = [token.low for token in reading.tokens[act.verb : min(act.verb + 5, len(reading.tokens))]]
    judging = lexicon().judging
    if words[0] in ("lacked", "lacks", "lack"):
        return bool(judging["lacked"] & set(words))
    if "too" not in words[:2] or not (act.passive or words[0] in ("took", "takes")):
        return False
    return any(word in judging["too"] for word in words[words.index("too") + 1 :][:1])


def _unaware(act: Act, reading: Reading) -> bool:
    """Read "he wasn't fully aware": what somebody did not know explains an act, and is often meant as a reproach."""
    word = reading.tokens[act.verb].low
    known = (act.negated and word in ("aware", "careful", "attentive", "paying")) or word == "unaware"
    return known and not act.modal and act.who.sure and act.who.kind not in ("outsider", "team", "you")


def _fully(act: Act, reading: Reading) -> bool:
    said = {token.low for token in reading.tokens[act.start : act.verb]}
    return bool(said & {"fully", "even", "careful", "properly"}) and act.who.kind not in ("we", "self")


def _fault_rule(who: Person) -> str:
    if who.kind == "name":
        return "blame.named-person"
    return "blame.team-fault" if who.kind in ("team", "we") else "blame.role-fault"


def _is_possible_only(act: Act) -> bool:
    return act.modal in (
        "can",
        "may",
        "might",
        "could",
        "can't",
        "cannot",
        "couldn't",
        "will",
        "won't",
        "must",
        "shall",
        "'ll",
    )


def _counterfactual(act: Act, reading: Reading) -> _Verdict | None:
    who = act.who
    if who.kind == "outsider" and not act.kinds & {"duty", "fault_human"}:
        return None
    verdict = _Verdict("blame.counterfactual", who.first, act.verb, act=act)
    if act.if_only and act.perfect and not act.passive:
        return _edged(verdict, who.kind in ("we", "self", "you") or not who.sure)
    if not (act.modal and act.perfect and _have_after_modal(act, reading)):
        return None
    if reading.tokens[who.head].low in ("anyone", "anybody") and not act.modal.startswith("should"):
        return None
    duty = act.modal.startswith(("should", "ought", "needed"))
    if act.passive:
        given = act.negated and duty and who.kind not in ("outsider", "we", "self") and reading.has("never")
        return _edged(verdict, not given)
    if duty:
        return _edged(verdict, not who.sure and reading.tokens[who.head].low not in ("user", "operator"))
    if act.modal.startswith("would") and not _speaks_of_if(reading):
        return (
            _edged(verdict, True) if who.kind in ("role", "name", "person") and act.kinds & {"duty"} else None
        )
    return _edged(verdict, who.kind in ("we", "self", "they", "you") or not who.sure)


def _speaks_of_if(reading: Reading) -> bool:
    return reading.has("if", "had")


def _have_after_modal(act: Act, reading: Reading) -> bool:
    words = [reading.tokens[n].low for n in range(act.start, act.verb)]
    verb = lexicon().verbs.get(reading.tokens[act.verb].low)
    low = reading.tokens[act.verb].low
    done = low.endswith(("ed", "en", "wn", "ung", "ept", "ent", "ught")) or (
        verb is not None and "participle" in verb.forms
    )
    return done and ("have" in words or "'ve" in words)


def _edged(verdict: _Verdict, edge: bool) -> _Verdict:
    return _Verdict(verdict.rule, verdict.first, verdict.last, edge, verdict.act)


def _fault(act: Act, reading: Reading) -> bool | None:
    """Say whether the act is told as a fault: None for no, True where it can be read either way."""
    who, lex = act.who, lexicon()
    own = who.kind in ("we", "self")
    head = reading.tokens[who.head].low
    if head == "nobody" or (head == "one" and act.start == who.head + 1):
        return None if "duty" not in act.kinds or act.modal else act.base not in ("bother", "think", "care")
    if head == "whoever" and act.kinds & {"change", "harm", "fault_any", "fault_human"}:
        return False
    if _is_singled_out(act, reading) and act.kinds & {"change", "harm", "fault_any"}:
        return own
    if act.base == "make" and who.first and reading.tokens[who.first - 1].low in lex.fault_nouns:
        return own
    distant = who.kind in ("they", "you") and reading.tokens[who.head].low not in ("he", "she")
    if "fault_human" in act.kinds and not act.negated:
        return own and not (who.kind == "we" and act.base in ("forget", "neglect"))
    if act.adverbs or _by_mistake(act, reading):
        return own or distant or who.kind == "outsider" or (not who.sure and not _names_mistake(act, reading))
    if act.negated:
        return _left_undone(act, reading, own or distant)
    if _makes_mistake(act, reading):
        return own or distant
    if "fault_any" in act.kinds:
        return _fails(act, reading, own or distant)
    if not act.kinds & {"change", "harm"}:
        return None
    if _bad_object(act, reading) or _without(act, reading):
        return own or distant or who.kind == "outsider"
    if (
        "harm" in act.kinds
        and _harm_follows(act, reading)
        and "past" in lex.verbs[reading.tokens[act.verb].low].forms
    ):
        return own or distant or not who.sure or who.kind == "outsider"
    return None if not _managed_to(act, reading) else own


def _is_singled_out(act: Act, reading: Reading) -> bool:
    """Read "it was X who"."""
    before = [token.low for token in reading.tokens[max(0, act.who.first - 2) : act.who.first]]
    after = reading.tokens[act.who.head + 1].low if act.who.head + 1 < len(reading.tokens) else ""
    return before[-2:] in (["it", "was"], ["it", "is"]) and after in ("who", "that")


def _by_mistake(act: Act, reading: Reading) -> bool:
    """Say whether "by mistake" closes a sentence whose one person acts."""
    if (
        act.who.kind not in ("role", "name", "person")
        or not act.who.sure
        or act.negated
        or len(reading.people) > 1
    ):
        return False
    words = [token.low for token in reading.tokens[act.verb : act.verb + 40]]
    return any(
        pair in (("by", "mistake"), ("by", "accident")) for pair in zip(words, words[1:], strict=False)
    )


def _names_mistake(act: Act, reading: Reading) -> bool:
    words = {reading.tokens[n].low for n in act.adverbs}
    return bool(words & {"accidentally", "mistakenly", "mistake", "accident", "carelessly", "accidently"})


def _left_undone(act: Act, reading: Reading, edge: bool) -> bool | None:
    word = reading.tokens[act.verb].low
    if "duty" not in act.kinds or act.modal or word.endswith("ing"):
        follows_standard = any(
            reading.tokens[n].low in ("properly", "adequately", "carefully", "thoroughly")
            for n in range(act.start, act.verb)
        )
        if act.modal or act.who.kind == "outsider":
            return None
        left = act.who.kind in ("role", "name", "team") and act.who.sure and not act.kinds and word.isalpha()
        plain = reading.tokens[act.start].low in ("didn't", "did") and not word.endswith("ing")
        return True if follows_standard or (left and plain) else None
    if act.who.kind == "outsider":
        return (
            None
            if act.base not in ("read", "think", "follow", "check", "understand", "bother", "care", "pay")
            else False
        )
    return edge or not act.who.sure


def _makes_mistake(act: Act, reading: Reading) -> bool:
    if act.base not in ("make", "commit", "introduce") and not (
        act.base == "get" and _says(reading, act, 8, "wrong")
    ):
        return False
    return act.base == "get" or _says(
        reading, act, 4, "mistake", "mistakes", "error", "errors", "blunder", "slip", "typo"
    )


def _says(reading: Reading, act: Act, reach: int, *words: str) -> bool:
    return any(
        token.low in words for token in reading.tokens[act.verb + 1 : min(act.verb + 1 + reach, act.end)]
    )


def _fails(act: Act, reading: Reading, edge: bool) -> bool | None:
    who = act.who
    if act.base == "fail" and not _says(reading, act, 3, "to", "at", "in", "technically"):
        return None if who.kind in ("outsider", "they", "team") or not who.sure else True
    if who.kind == "outsider":
        return (
            None
            if act.base in ("fail", "miss", "leak", "crash", "expose")
            else not _says(reading, act, 3, "the", "a")
        )
    if act.base in ("crash", "err", "leak", "expose") and not who.sure:
        return None
    if act.modal:
        return True
    return edge or not who.sure


def _bad_object(act: Act, reading: Reading) -> bool:
    lex = lexicon()
    for index in range(act.verb + 1, min(act.verb + 6, act.end)):
        low = reading.tokens[index].low
        if low in lex.judging["objects"]:
            return "back" not in {token.low for token in reading.tokens[act.verb : index]}
        if low in lex.grammar["prepositions"] and low not in ("out", "in", "off"):
            break
    return _at_the_wrong_place(act, reading)


def _at_the_wrong_place(act: Act, reading: Reading) -> bool:
    """Read "to the wrong cluster", "on a malicious link", "that had not been reviewed"."""
    words = [token.low for token in reading.tokens[act.verb + 1 : act.verb + 16]]
    for index, word in enumerate(words):
        if word in ("wrong", "incorrect", "malicious", "phishing") and index < 12:
            before = words[max(0, index - 2) : index]
            if before and set(before) & {"to", "on", "in", "into", "from", "at", "against", "for", "onto", "with"}:
                return True
        if word == "been" and words[max(0, index - 1)] in ("not", "never", "hadn't"):
            after = words[index + 1] if index + 1 < len(words) else ""
            return after in ("reviewed", "tested", "approved", "checked", "validated", "verified")
    return False


def _without(act: Act, reading: Reading) -> bool:
    words = reading.tokens[act.verb + 1 : act.end]
    for index, token in enumerate(words):
        if token.low == "without":
            return any(word.low in lexicon().judging["without"] for word in words[index + 1 : index + 4])
    return False


_FOLLOWS = frozenset(
    {"causing", "leading", "resulting", "knocking", "breaking", "bringing", "taking", "crashing"}
)


def _harm_follows(act: Act, reading: Reading) -> bool:
    rest = reading.tokens[act.verb + 1 : act.verb + 26]
    for index, token in enumerate(rest):
        if token.low in _FOLLOWS:
            return True
        after = rest[index + 1].low if index + 1 < len(rest) else ""
        if token.low == "which" and after in ("caused", "broke", "wiped", "led", "took", "crashed"):
            return True
    return False


def _managed_to(act: Act, reading: Reading) -> bool:
    before = reading.tokens[max(0, act.start - 2) : act.start]
    return "harm" in act.kinds and [token.low for token in before] == ["managed", "to"]


def _last_of(act: Act, reading: Reading) -> int:
    """Return the last token that the finding underlines: the verb, or what makes it a fault."""
    last = max((act.verb, *(n for n in act.adverbs if n < act.end)))
    if "change" in act.kinds:
        bad = lexicon().judging["objects"] | {"mistake", "mistakes", "error", "errors"}
        near = (n for n in range(act.verb, min(act.verb + 6, act.end)) if reading.tokens[n].low in bad)
        last = max(last, next(near, last))
    return max(last, act.who.head)


def _person_as_cause(act: Act, reading: Reading, role: str) -> _Verdict | None:
    """In a cause, an act that changes a system ends the search at a person even when told neutrally."""
    if role != "cause" or act.negated or act.modal or act.who.kind in ("outsider", "they", "you"):
        return None
    if not act.kinds & {"change", "harm"} or not act.who.sure or reading.tokens[act.verb].low.endswith("ing"):
        return None
    edge = act.who.kind in ("we", "self") or "harm" not in act.kinds or act.who.kind == "team"
    return _Verdict("blame.person-as-cause", act.who.first, act.verb, edge, act)


# -- who did it, in the passive; nouns; descriptions ----------------------------------------------------

_CAUSING = frozenset({"caused", "triggered", "broken", "committed", "botched", "initiated"})
_LET_DOWN = frozenset(
    {"overlooked", "ignored", "missed", "skipped", "forgotten", "neglected", "bypassed", "omitted", "misread"}
)


def _agent(person: Person, reading: Reading, role: str) -> _Verdict | None:
    lex, by = lexicon(), person.first - 1
    if reading.tokens[person.head].low in ("anyone", "anybody", "everyone", "nobody"):
        return None
    before = [token.low for token in reading.tokens[max(0, by - 8) : by]]
    last = before[-1] if before else ""
    soft = person.kind in ("we", "self", "outsider", "team") or (not person.sure and person.kind != "role")
    start = max(0, by - 1)
    if (
        any(word in lex.judging["adverbs"] for word in before[-5:])
        or last in _LET_DOWN
        or "mistake" in before[-3:]
    ):
        return _Verdict("blame.role-fault", start, person.head, person.kind in ("we", "outsider"))
    if last in _CAUSING and "not" not in before[-3:]:
        return _Verdict("blame.role-fault", start, person.head, soft and person.kind != "team")
    verb = lex.verbs.get(last)
    if (
        verb is not None
        and verb.kinds & {"change", "harm"}
        and any(w in lex.judging["objects"] for w in before[-6:])
    ):
        return _Verdict("blame.role-fault", start, person.head, soft)
    if role == "cause" and verb is not None and "harm" in verb.kinds and person.sure and not soft:
        return _Verdict("blame.person-as-cause", start, person.head)
    return None


_ERROR_BEARERS = frozenset(
    {"human", "operator", "pilot", "user", "driver", "administrator", "admin", "engineer", "people"}
)
_NOT_AN_ERROR_OF = frozenset(
    {"rate", "rates", "message", "messages", "page", "log", "handling", "budget", "code", "codes", "reports"}
)


def _nouns(reading: Reading) -> Iterator[_Verdict]:
    """Find faults as nouns: "human error", "the pilot's failure", "mistakes by engineers", "my mistake"."""
    lex, words = lexicon(), reading.tokens
    for index, token in enumerate(words):
        if token.low not in lex.fault_nouns:
            if token.low in ("human-induced", "human-caused", "human-error", "human-made"):
                yield _Verdict("blame.human-error", index, index)
            if (
                token.low in ("factor", "factors", "involvement", "interaction")
                and index
                and words[index - 1].low == "human"
            ):
                yield _Verdict("blame.human-error", index - 1, index, token.low != "involvement")
            continue
        if index + 1 < len(words) and words[index + 1].low in _NOT_AN_ERROR_OF:
            continue
        before = words[index - 1].low if index else ""
        if before in _ERROR_BEARERS or (
            before in lex.people and before not in lex.ambiguous and len(before) > 3
        ):
            soft = before == "user" and token.low in ("error", "errors", "failure", "failures")
            yield _Verdict("blame.human-error", index - 1, index, soft or before in ("driver",))
        elif before in lex.possessives and token.low not in ("failure", "failures", "error", "errors"):
            own = before in ("my", "our")
            yield _Verdict("blame.human-error", index - 1, index, own or before == "their")
    for person in reading.people:
        yield from _noun_of(person, reading)


def _noun_of(person: Person, reading: Reading) -> Iterator[_Verdict]:
    lex, words = lexicon(), reading.tokens
    yield from _responsible(person, reading)
    after = [word.low for word in words[person.head + 1 : person.head + 3]]
    if after == ["to", "blame"]:
        yield _Verdict("blame.at-fault", person.first, person.head + 2, person.kind in ("we", "self"))
    causal = reading.has("cause", "causes", "caused", "due", "because", "led", "resulted")
    if person.owns:
        for index in range(person.head + 2, min(person.head + 6, len(words))):
            if words[index].low in lex.fault_nouns:
                yield _Verdict("blame.human-error", person.first, index, person.kind == "outsider")
                return
            if causal and words[index].low in lex.act_nouns:
                yield _Verdict("blame.role-fault", person.first, index, person.kind == "outsider")
                return
    before = [word.low for word in words[max(0, person.first - 6) : person.first]]
    if before[-1:] and before[-1] in ("by", "of", "from", "part") and person.kind not in ("we", "outsider"):
        for back in range(2, min(5, len(before) + 1)):
            if causal and before[-back] in lex.act_nouns and person.kind != "team":
                yield _Verdict("blame.role-fault", person.first - back, person.head, not person.sure)
                return
            if before[-back] in lex.fault_nouns:
                bearer = person.sure or before[-1] == "by"
                yield _Verdict("blame.human-error", person.first - back, person.head, not bearer)
                return
    if (
        before[-2:] in (["because", "of"], ["due", "to"], ["thanks", "to"])
        and person.sure
        and not person.owns
    ):
        following = words[person.head + 1].low if person.head + 1 < len(words) else ""
        if person.kind in ("role", "person", "name") and not following.endswith("ing"):
            yield _Verdict("blame.role-fault", person.first - 2, person.head, person.kind == "person")


_HARM_DONE = frozenset({"outage", "incident", "failure", "downtime", "breach", "loss", "error", "mistake", "crash", "leak", "delay"})


def _responsible(person: Person, reading: Reading) -> Iterator[_Verdict]:
    """Find "the admin is responsible for the outage"."""
    words = [word.low for word in reading.tokens[person.head + 1 : person.head + 9]]
    if person.sure and "responsible" in words[:3] and _HARM_DONE & set(words[words.index("responsible") :]):
        last = person.head + 1 + words.index("responsible")
        yield _Verdict("blame.at-fault", person.first, last, person.kind in ("we", "self"))


def _described(reading: Reading) -> Iterator[_Verdict]:
    """Find people who are called careless and the like, before or after them."""
    lex, words = lexicon(), reading.tokens
    for person in reading.people:
        for index in range(person.first, person.head):
            if words[index].low in lex.judging["people"]:
                yield _Verdict("blame.negligence", index, person.head)
    for act in reading.acts:
        low = words[act.verb].low
        if low in lex.judging["people"] and not act.negated and act.passive:
            yield _Verdict("blame.negligence", act.who.first, act.verb, act=act)


_SLIPS = frozenset(
    {
        "overlooked",
        "forgotten",
        "neglected",
        "mistyped",
        "misread",
        "misunderstood",
        "misjudged",
        "miscounted",
    }
)
_WRONGLY = frozenset({"incorrectly", "wrongly", "improperly", "carelessly"})
_DONE = frozenset(
    {
        "entered",
        "typed",
        "set",
        "configured",
        "applied",
        "executed",
        "written",
        "done",
        "made",
        "filled",
        "run",
    }
)


def _passives(reading: Reading) -> Iterator[_Verdict]:
    """Find slips in the passive, whose doer is only left out."""
    lex, words = lexicon(), reading.tokens
    for index, token in enumerate(words):
        if token.low not in lex.grammar["be"]:
            continue
        after = [word.low for word in words[index + 1 : index + 5]]
        negated = token.low.endswith("n't") or after[:1] == ["not"]
        before = {word.low for word in words[max(0, index - 8) : index]}
        if negated and "followed" in after[:2] and before & lex.procedures:
            yield _Verdict("blame.passive", index, index + 1 + after.index("followed"))
        elif after and not negated and _SLIPS & set(after[:2]):
            yield _Verdict("blame.passive-slip", index, index + 1)
        elif not negated and _DONE & set(after[:2]) and _WRONGLY & set(after[:3]):
            yield _Verdict("blame.passive-slip", index, min(index + 2, len(words) - 1))
        elif not negated and after[:2] == ["a", "mistake"]:
            yield _Verdict("blame.passive-slip", index, index + 2)


def _hasty(reading: Reading) -> Iterator[_Verdict]:
    """Find "merging without review": an act with what was left out, its doer only implied."""
    lex, words = lexicon(), reading.tokens
    for index, token in enumerate(words):
        verb = lex.verbs.get(token.low)
        if verb is None or "ing" not in verb.forms or not verb.kinds & {"change", "harm"}:
            continue
        for ahead in range(index + 1, min(index + 6, len(words) - 1)):
            if words[ahead].low == "without" and words[ahead + 1].low in lex.judging["without"]:
                yield _Verdict("blame.passive", index, ahead + 1)


def _questions(reading: Reading) -> Iterator[_Verdict]:
    """Find "why didn't you" and its kin."""
    words = reading.tokens
    for person in reading.people:
        before = [word.low for word in words[max(0, person.first - 2) : person.first]]
        if (
            len(before) == 2
            and before[0] == "why"
            and before[1] in ("didn't", "did", "hadn't", "don't", "haven't", "wasn't")
        ):
            yield _Verdict(
                "blame.counterfactual",
                person.first - 2,
                person.head,
                person.kind == "we" and before[1] == "did",
            )
