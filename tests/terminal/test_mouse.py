"""Old mouse reports are taken out of the terminal's bytes, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmtui.terminal.mouse import MouseReportFilter

plain = st.binary().map(lambda data: data.replace(b"\x1b", b"."))
report = st.binary(min_size=3, max_size=3).map(lambda tail: b"\x1b[M" + tail)
cuts = st.lists(st.integers(min_value=1, max_value=7))


def in_pieces(data, sizes):
    at = 0
    for size in sizes:
        yield data[at : at + size]
        at += size
    yield data[at:]


@given(st.lists(st.tuples(plain, report)), plain)
def test_reports_go_and_the_rest_stays(parts, last):
    data = b"".join(text + mouse for text, mouse in parts) + last
    assert MouseReportFilter().feed(data) == b"".join(text for text, _ in parts) + last


@given(plain, report, plain, st.integers(min_value=3, max_value=6))
def test_a_report_in_two_reads_goes(before, mouse, after, cut):
    reports = MouseReportFilter()
    got = reports.feed(before + mouse[:cut])
    assert got == before
    assert reports.feed(mouse[cut:] + after) == after
    assert reports.release() == b""


@given(st.lists(st.tuples(plain, st.binary().map(lambda b: b.replace(b"\x1b[201~", b"")))), plain, cuts)
def test_pastes_stay_whole_however_they_are_read(parts, last, sizes):
    data = b"".join(before + b"\x1b[200~" + paste + b"\x1b[201~" for before, paste in parts) + last
    reports = MouseReportFilter()
    got = b"".join(reports.feed(piece) for piece in in_pieces(data, sizes))
    assert got + reports.release() == data


@given(st.binary(), cuts)
def test_what_comes_out_is_what_came_in_but_for_reports(data, sizes):
    reports = MouseReportFilter()
    got = b"".join(reports.feed(piece) for piece in in_pieces(data, sizes)) + reports.release()
    if b"\x1b[M" not in data:
        assert got == data
    rest = iter(data)
    assert all(byte in rest for byte in got)


def test_what_was_no_report_is_given_back_after_a_pause():
    reports = MouseReportFilter()
    assert reports.feed(b"a\x1b[M ") == b"a"
    assert reports.release() == b"\x1b[M "
    assert reports.feed(b"b") == b"b"
