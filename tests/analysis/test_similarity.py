"""Earlier postmortems that are like this one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmtui.analysis.similarity import similar
from pmtui.model.postmortem import Postmortem
from strategies import postmortems


def pm(name: str, title: str, **fields: object) -> Postmortem:
    return Postmortem.model_validate({"id": name, "title": title, **fields})


SEARCH = pm("a", "Search index rebuilt from an empty snapshot", services=["search"])
MAIL = pm("b", "Mail queue filled the disk of the relay", services=["mail"])


def test_what_shares_its_telling_words_is_found_and_what_does_not_is_not() -> None:
    now = pm("c", "Search returned nothing: snapshot of the index was empty", services=["search"])
    assert [one.pm.id for one in similar(now, [MAIL, SEARCH])] == ["a"]


def test_its_actions_that_never_shipped_are_told() -> None:
    rows = [{"id": "ac-1", "what": "Refuse it"}, {"id": "ac-2", "what": "Done", "status": "done"}]
    before = pm("a", SEARCH.title, services=["search"], action=rows)
    [one] = similar(pm("c", "Search index snapshot empty"), [before])
    assert one.never_shipped == ("Refuse it",)


def test_a_postmortem_is_not_like_itself_and_without_words_like_none() -> None:
    assert similar(SEARCH, [SEARCH]) == ()
    assert similar(pm("c", ""), [SEARCH]) == ()


@given(postmortems(), st.lists(postmortems(), max_size=4))
def test_the_share_lies_between_none_and_all(one: Postmortem, others: list[Postmortem]) -> None:
    for found in similar(one, others):
        assert 0 < found.share <= 1.0000001
