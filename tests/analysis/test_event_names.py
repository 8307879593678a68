"""The short names of base events: numbered as they stand in the file, whatever the tree makes of them."""

from hypothesis import given

from pmtui.analysis.causes.nodes import event_names
from pmtui.model.postmortem import BasicEvent, Causes
from strategies import linked_causes


def test_base_events_are_numbered_as_they_stand_in_the_file() -> None:
    causes = Causes(event=(BasicEvent(id="b-x"), BasicEvent(id="b-a"), BasicEvent(id="7")))
    assert event_names(causes) == {"b-x": "B1", "b-a": "B2", "7": "B3"}
    assert event_names(Causes()) == {}


@given(linked_causes())
def test_no_two_base_events_have_one_name(causes: Causes) -> None:
    names = event_names(causes)
    assert names.keys() == {event.id for event in causes.event}
    assert len(set(names.values())) == len(names)
