"""The light look at a sentence: tokens, people, what they are said to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.text.people.phrases import Act, head_of_subject, read, tokens


def people(text: str, names: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    reading = read(text, names)
    return [(person.kind, reading.tokens[person.head].low) for person in reading.people]


def act(text: str, number: int = 0) -> Act:
    return read(text).acts[number]


def test_contractions_and_curly_apostrophes_are_read() -> None:
    assert [token.low for token in tokens("We\u2019d didn\u2019t the engineer's")] == [
        "we", "'d", "didn't", "the", "engineer", "'s",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The on-call engineer restarted it", [("role", "engineer")]),
        ("One of the developers merged it", [("role", "developers")]),
        ("A member of staff and I looked", [("team", "staff"), ("self", "i")]),
        ("Maria Ortega and @kofi joined", [("name", "ortega"), ("name", "@kofi")]),
        ("Somebody on the platform team left", [("person", "somebody"), ("team", "team")]),
    ],
)
def test_people_are_found_by_role_team_name_and_pronoun(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Kubernetes operator failed",
        "The user error rate doubled",
        "The JDBC driver crashed",
        "The user agent string was empty",
        "The `billing` worker stopped",
        "The team1 worker stopped",
        "The client library retried",
        "The owner field is empty",
    ],
)
def test_systems_that_are_called_like_people_are_none(text: str) -> None:
    assert people(text) == []


def test_listed_names_are_people() -> None:
    assert people("Xiu merged it", frozenset({"xiu"})) == [("name", "xiu")]
    assert people("Xiu merged it") == []


def test_a_bare_operator_may_be_software_and_one_on_call_is_not() -> None:
    assert [person.sure for person in read("The operator stopped").people] == [False]
    assert [person.sure for person in read("The on-call operator stopped").people] == [True]
    assert [person.sure for person in read("The product manager stopped").people] == [True]


def test_the_verb_is_found_behind_what_is_said_about_the_person() -> None:
    assert act("The engineer from the night shift quickly deleted the table").base == "delete"
    assert act("The engineer, who was new, deleted it", 1).base == "delete"
    assert act("The developer who wrote it never tested it", 1).base == "test"


def test_negation_modal_and_perfect_are_read() -> None:
    assert act("The reviewer did not check it").negated
    found = act("The reviewer should have checked it")
    assert (found.base, found.modal, found.perfect) == ("check", "should", True)
    assert act("If the reviewer had checked it").if_only


def test_the_passive_is_not_theirs_to_answer_for() -> None:
    assert act("The engineer was paged").passive
    assert not act("The engineer was deleting it").passive
    assert [person.kind for person in read("It was deleted by an engineer").agents] == ["role"]


def test_further_verbs_of_the_same_person_are_found() -> None:
    bases = [each.base for each in read("The engineer ran the script and forgot the flag").acts]
    assert bases == ["run", "forget"]


def test_judging_adverbs_belong_to_the_act_and_not_to_a_thing() -> None:
    assert act("The engineer accidentally deleted it").adverbs
    assert act("Accidentally, the engineer deleted it").adverbs
    assert not act("The engineer restarted the wrongly configured node").adverbs


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("The deploy pipeline allowed it", "pipeline"),
        ("Database failure", "failure"),
        ("The engineer of the day forgot", "engineer"),
    ],
)
def test_the_head_of_the_subject_is_found(text: str, head: str) -> None:
    words = tokens(text)
    found = head_of_subject(words)
    assert found is not None
    assert words[found].low == head


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["the", "engineer", "who", ",", "(", "had", "not", "by", "'s"])).map(" ".join)
)
def test_nothing_is_too_odd_to_be_read(text: str) -> None:
    reading = read(text)
    head_of_subject(reading.tokens)
    for each in reading.tokens:
        assert text[each.start : each.end] == each.text
    for person in reading.people:
        assert 0 <= person.first <= person.head < len(reading.tokens)
    for each_act in reading.acts:
        assert 0 <= each_act.start <= each_act.verb < len(reading.tokens)
        assert each_act.end <= len(reading.tokens)
