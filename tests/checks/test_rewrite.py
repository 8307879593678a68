"""The rewrite that blame is offered: sound, in the writer's words, and itself without blame."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks import blame, check_text
from pmtui.checks.rewrite import offer
from pmtui.checks.rewrite.words import participle
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")

_OFFERED = """
# what somebody brought in, told a tool, or picked
A developer pushed an untested migration
  The ⟨deployment pipeline⟩ allowed an untested migration to reach ⟨production⟩
Ines merged a broken parser
  The ⟨deployment pipeline⟩ allowed a broken parser to reach ⟨production⟩
The operator typed the wrong account number
  The ⟨tool or form⟩ took the wrong account number without a check of ⟨what it would change⟩
The technician accidentally set a negative limit
  The ⟨tool or form⟩ took a negative limit without a check of ⟨what it would change⟩
The nurse pressed the wrong button
  The ⟨screen or labels⟩ made the wrong button easy to press
An admin used the wrong template for the router
  The ⟨screen or labels⟩ made the wrong template for the router easy to use
The analyst sent the ledger to the wrong list
  The ⟨tool⟩ let the ledger go to the wrong list
The contractor carelessly ran a script on every host
  The ⟨tool or console⟩ let a script run on every host
An engineer accidentally restarted both nodes
  The ⟨tool or console⟩ allowed both nodes to be restarted
The technician mistakenly shut down the second rack
  The ⟨tool or console⟩ allowed the second rack to be shut down
Accidentally, the engineer deleted the index
  The ⟨tool or console⟩ allowed the index to be deleted
The team took the wrong cluster offline
  ⟨A change without a safeguard⟩ took the wrong cluster offline
The reviewer rubber-stamped the change
  The ⟨review or check⟩ let the change through to ⟨where it did harm⟩
Kofi misread the graph
  The ⟨screen or document⟩ made it easy for the graph to be misread
The reviewer approved a broken change without reading it
  The ⟨review or check⟩ let a broken change through to ⟨where it did harm⟩
The admin left the port open
  The ⟨tool or check⟩ let the port stay open
The engineer made a typo in the zone file
  The ⟨review or check⟩ let a typo in the zone file through to ⟨where it did harm⟩
The engineer broke the build
  ⟨A change without a safeguard⟩ broke the build
The engineer caused the outage by deleting the index
  The ⟨tool or console⟩ allowed the index to be deleted
An engineer deployed a bad config and caused the outage
  The ⟨deployment pipeline⟩ allowed a bad config to reach ⟨production⟩, which caused the outage
The engineer assumed the backup was running
  ⟨The dashboard or document⟩ made it look as if the backup was running
The engineer pushed a bad config to production
  The ⟨deployment pipeline⟩ allowed a bad config to reach production
The contractor installed the wrong version on eight servers
  The ⟨deployment pipeline⟩ allowed the wrong version to reach eight servers
The support agent gave the refund to the wrong account
  The ⟨tool⟩ let the refund go to the wrong account
The technician wrongly labelled their cables
  The ⟨screen or document⟩ made it easy for the cables to be labelled wrongly
# what somebody left undone
The on-call engineer forgot to rotate the signing key
  The ⟨release process⟩ could go ahead without the signing key being rotated
We forgot to extend the quota
  The ⟨release process⟩ could go ahead without the quota being extended
The support team failed to escalate the ticket
  The ⟨release process⟩ could go ahead without the ticket being escalated
The team didn't test the failover
  The ⟨release process⟩ could go ahead without the failover being tested
The release manager skipped the canary stage
  The ⟨release process⟩ could go ahead without the canary stage
The engineer bypassed the review
  The ⟨release process⟩ could go ahead without the review
The technician forgot about the second feed
  The ⟨tool or checklist⟩ did not bring up the second feed at ⟨the step⟩
Priya forgot the flag
  The ⟨tool or checklist⟩ did not bring up the flag at ⟨the step⟩
An administrator forgot to look at the queue
  Only a look at the queue could show ⟨what was wrong⟩
The operator failed to monitor the disk
  Only a look at the disk could show ⟨what was wrong⟩
The operator was not paying attention to the dashboard
  Only a look at the dashboard could show ⟨what was wrong⟩
The engineer ignored the alert
  The alert could go unanswered, with ⟨no escalation or automatic step⟩ to follow
The on-call engineer failed to respond to the page
  The page could go unanswered, with ⟨no escalation or automatic step⟩ to follow
The on-call engineer missed the page
  The page could go unnoticed, with ⟨no test or alert⟩ to tell
Somebody dropped the ball on the renewal
  The ⟨process⟩ had no step that made sure of the renewal
The night operator failed to notice that the queue was full
  It could go unnoticed that the queue was full, with ⟨no test or alert⟩ to tell
The analyst did not understand the data model
  The ⟨document or tool⟩ made the data model hard to understand
The engineer forgot to drain the node and caused the outage
  The ⟨release process⟩ could go ahead without the node being drained, which caused the outage
The engineer disabled the alarm and forgot to turn it back on
  The ⟨tool or console⟩ allowed the alarm to be disabled
The reviewer did not look closely at the diff
  Only a look at the diff could show ⟨what was wrong⟩
# what they ought to have done
The reviewer should have caught the typo
  The typo could go unnoticed, with ⟨no test or alert⟩ to tell
Tomasz should have tested the restore
  The ⟨release process⟩ could go ahead without the restore being tested
The team could have noticed the full disk
  The full disk could go unnoticed, with ⟨no test or alert⟩ to tell
If the on-call engineer had read the runbook, nothing would have failed.
  The ⟨release process⟩ could go ahead without the runbook being read.
The operator should not have deleted the volume
  The ⟨tool or console⟩ allowed the volume to be deleted
If Ana had not restarted the node, the data would still be there
  The ⟨tool or console⟩ allowed the node to be restarted
# nouns
A lack of discipline in the ops team led to the outage
  A ⟨step without a safeguard⟩ led to the outage
Human error
  The ⟨step or tool⟩ let ⟨the slip⟩ through unnoticed
Root cause: operator error during the cutover
  Root cause: a ⟨step without a safeguard⟩ during the cutover
Mistakes by engineers were behind the outage
  ⟨Steps without a safeguard⟩ were behind the outage
Priya's mistake took down the queue
  A ⟨step without a safeguard⟩ took down the queue
It was the fault of the database team
  The ⟨step or tool⟩ let ⟨the slip⟩ through unnoticed
The database team is to blame for the delay
  ⟨A change without a safeguard⟩ led to the delay
Carelessness of the operator led to the loss
  A ⟨step without a safeguard⟩ led to the loss
A careless change took the site down
  A change that ⟨no check⟩ stopped took the site down
Sloppy migrations corrupted the ledger
  Migrations that ⟨no check⟩ stopped corrupted the ledger
The DBA's failure to monitor disk usage led to the outage
  A ⟨release process⟩ that could go ahead without disk usage being monitored led to the outage
It was an embarrassing human error that cost a day
  It was a ⟨step without a safeguard⟩ that cost a day
The chairman spoke of human error at the plant
  The chairman spoke of a ⟨step without a safeguard⟩ at the plant
# the passive
The order was incorrectly handled by a clerk
  The ⟨screen or document⟩ made it easy for the order to be handled incorrectly
The incident was caused by an SRE who restarted the primary
  The ⟨tool or console⟩ allowed the primary to be restarted
The outage was caused by a junior technician
  The outage was caused by ⟨a step that had no safeguard⟩
The table was mistakenly dropped by an administrator
  The ⟨tool or console⟩ allowed the table to be dropped
The alert was ignored by the night operator
  The alert could go unanswered, with ⟨no escalation or automatic step⟩ to follow
The change procedure was not followed
  The ⟨release process⟩ could go ahead without the change procedure being followed
"""

_LINES = [line for line in _OFFERED.splitlines() if line and not line.startswith("#")]
OFFERED = [(text, offered.strip()) for text, offered in zip(_LINES[::2], _LINES[1::2], strict=True)]
"""What is written, and what is offered in its place."""

ASKED = [
    ("He should have asked first", "What would have made it easy to ask, and what was in the way?"),
    (
        "He accidentally pushed to main",
        "What made it easy to push to main, and what could have stopped it there?",
    ),
]


@pytest.mark.parametrize(("text", "statement"), OFFERED, ids=[text[:40] for text, _ in OFFERED])
def test_what_is_offered(text: str, statement: str) -> None:
    made = offer(text, "cause")
    assert made is not None
    assert made.statement == statement


@pytest.mark.parametrize(("text", "statement"), OFFERED, ids=[text[:40] for text, _ in OFFERED])
def test_what_is_offered_blames_nobody_and_asks(text: str, statement: str) -> None:
    assert statement != text
    assert [hit for hit in blame.hits(statement, "cause") if hit.severity != "hint"] == []
    made = offer(text, "cause")
    assert made is not None and made.question.endswith("?")
    assert [hit for hit in blame.hits(made.question, "cause") if hit.severity == "error"] == []
    assert "{" not in statement + made.question


@pytest.mark.parametrize(("text", "question"), ASKED)
def test_where_no_sound_sentence_is_at_hand_the_question_has_the_writers_words(
    text: str, question: str
) -> None:
    made = offer(text, "cause")
    assert made is not None and made.statement is None
    assert made.question == question
    (found,) = check_text(EMPTY, "causes.root.new", text, NOW)
    assert (found.next, found.replacement) == (question, None)


def test_the_rest_of_a_longer_sentence_stays() -> None:
    text = "Sales dropped after Bernd pushed a bad certificate, and refunds took a week."
    made = offer(text, "cause")
    assert made is not None and made.statement is not None
    assert made.statement.startswith(
        "Sales dropped after the ⟨deployment pipeline⟩ allowed a bad certificate to reach"
    )
    assert made.statement.endswith(", and refunds took a week.")


@pytest.mark.parametrize(
    "text",
    [
        "The engineer was careless",
        "It happened because of me",
        "It looks as if somebody deleted it",
        "Whoever did it broke it",
    ],
)
def test_nothing_is_offered_that_would_say_nothing(text: str) -> None:
    made = offer(text, "cause")
    assert made is None or made.statement is None


_WHO = ["The engineer", "An on-call operator", "Priya", "The database team", "We", "A junior developer", "He"]
_DID = [
    "forgot to",
    "failed to",
    "didn't",
    "never",
    "should have",
    "could have",
    "carelessly",
    "accidentally",
    "neglected to",
    "shouldn't have",
    "should not have",
    "did not bother to",
    "hastily",
]
_VERBS = [
    "check",
    "checked",
    "test",
    "tested",
    "deploy",
    "deployed",
    "look at",
    "looked at",
    "delete",
    "deleted",
    "review",
    "reviewed",
    "notice",
    "noticed",
    "answer",
    "answered",
    "run",
    "ran",
    "extend",
    "extended",
    "take down",
    "took down",
    "switch off",
]
_WHAT = [
    "the backup",
    "a wrong list",
    "both nodes of the cluster",
    "the alert from the queue",
    "requirements",
    "it",
    "",
]
_TAIL = [
    "",
    ".",
    ", and orders were lost.",
    " and caused the outage",
    " without reading the page",
    " because it was late",
]


@given(*(st.sampled_from(part) for part in (_WHO, _DID, _VERBS, _WHAT, _TAIL)))
def test_no_offer_blames_and_each_keeps_what_it_is_about(
    who: str, did: str, verb: str, what: str, tail: str
) -> None:
    text = f"{who} {did} {verb} {what}".strip() + tail
    made = offer(text, "cause")
    if made is None:
        return
    assert made.question.endswith("?") and "  " not in made.question
    if made.statement is None:
        return
    assert made.statement != text and "{" not in made.statement and "  " not in made.statement
    assert not [hit for hit in blame.hits(made.statement, "cause") if hit.severity != "hint"]
    assert what.split(" of ")[0].split(" from ")[0].lower() in made.statement.lower()
    assert who not in made.statement


@pytest.mark.parametrize(
    ("base", "done"),
    [
        ("check", "checked"),
        ("extend", "extended"),
        ("verify", "verified"),
        ("plan", "planned"),
        ("tell", "told"),
        ("rotate", "rotated"),
        ("delay", "delayed"),
        ("feed", "fed"),
        ("run", "run"),
        ("fix", "fixed"),
        ("review", "reviewed"),
    ],
)
def test_participles(base: str, done: str) -> None:
    assert participle(base) == done
