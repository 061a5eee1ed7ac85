"""Whatever the text, reading ends in a report, and every quote of it stands in the text at its place."""

from __future__ import annotations

import pytest
from hr_report import parse_report, read_document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.lines import read_corpus

PHRASES = [line.text for line in read_corpus()]
JOINTS = (" ", ". ", "\n", "\n\n", "; ", ", ", " | ", "\t", "\f", "  ", " - ")
pieces = st.one_of(
    st.sampled_from(PHRASES), st.text(max_size=30), st.from_regex(r"[0-9]{1,3} ?[%+/] ?[0-8]?", fullmatch=True)
)
texts = st.lists(st.tuples(pieces, st.sampled_from(JOINTS)), min_size=1, max_size=6).map(
    lambda parts: "".join(piece + joint for piece, joint in parts)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts.filter(str.strip))
def test_any_text_gives_a_report_with_true_quotes(text: str) -> None:
    if not text.replace("\0", "").strip():
        return
    text = f"Report.\n{text}"  # one line alone could be the name of a file
    document, report = read_document(text), parse_report(text)
    witnesses = [witness for seen in report.observations for witness in seen.evidence]
    witnesses += [witness for result in (report.er, report.pr, report.her2) for witness in result.evidence]
    witnesses += [left.evidence for left in report.unlinked]
    for witness in witnesses:
        assert document.text[witness.start : witness.end] == witness.quote != ""


@pytest.mark.parametrize("far", range(490, 560))
def test_a_number_far_from_its_marker_is_read_whole_or_not_at_all(far: int) -> None:
    report = parse_report(f"ER {'x ' * (far // 2)}{' ' * (far % 2)}had an H-score of 270.")
    assert {left.text for left in report.unlinked} <= {"H-score of 270"}
