"""The crash report and what the person is told."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta, timezone

from pmtui import __version__
from pmtui.terminal.crash_report import paragraph, report, write_report

NOW = datetime(2026, 11, 24, 4, 15, tzinfo=timezone(timedelta(hours=1)))
SECRET = "the key was rotated by mistake on payments-db"


def failed():
    """Return an error whose messages and variables all hold what was typed."""
    words = SECRET
    try:
        try:
            {}[words]
        except KeyError:
            raise OSError(28, words, words) from None
    except OSError as error:
        try:
            raise ExceptionGroup(words, [ValueError(words)]) from error
        except ExceptionGroup as group:
            group.add_note(words)
            return group


def test_the_report_holds_types_places_and_versions_and_no_text(tmp_path):
    path = write_report(failed(), tmp_path, NOW)
    text = path.read_text(encoding="utf-8")
    assert SECRET not in text
    assert not any(word in text for word in ("payments-db", "rotated"))
    assert "ExceptionGroup" in text
    assert "caused by OSError (ENOSPC)" in text
    assert "which holds ValueError" in text
    assert "test_crash_report.py" in text and "in failed" in text
    assert f"pmtui     {__version__}" in text
    assert "2026-11-24 03:15:00 UTC" in text
    assert path.name == "crash-20261124T031500Z.txt"


def test_the_report_is_for_its_owner_alone(tmp_path):
    path = write_report(ValueError(), tmp_path / "state" / "pmtui", NOW)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_second_report_of_the_same_second_has_its_own_name(tmp_path):
    assert write_report(ValueError(), tmp_path, NOW) != write_report(ValueError(), tmp_path, NOW)
    assert len(list(tmp_path.iterdir())) == 2


def test_where_no_report_can_be_written_there_is_none(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert write_report(ValueError(), tmp_path / "file", NOW) is None


def test_an_endless_recursion_is_cut():
    def deeper():
        deeper()

    try:
        deeper()
    except RecursionError as error:
        text = report(error, NOW)
    assert text.count("deeper") < 70
    assert "more)" in text


def test_errors_that_lead_to_each_other_end():
    first, second = ValueError(), TypeError()
    first.__cause__, second.__cause__ = second, first
    assert report(first, NOW).count("ValueError") == 1


def test_the_paragraph_says_what_where_and_how_to_go_on(tmp_path):
    said = paragraph(tmp_path / "crash.txt", tmp_path / "pm.journal")
    assert str(tmp_path / "crash.txt") in said
    assert str(tmp_path / "pm.journal") in said
    assert "open the postmortem again" in said
    assert "\n" not in said


def test_the_paragraph_claims_nothing_that_is_not_there():
    said = paragraph(None, None)
    assert "None" not in said
    assert "could not be written" in said


def test_the_present_is_written_in_utc():
    assert report(ValueError(), NOW) == report(ValueError(), NOW.astimezone(UTC))
