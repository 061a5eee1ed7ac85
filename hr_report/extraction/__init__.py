"""What does the text say? Sections, mentions, links, observations, and one finding for each marker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.extraction.diagnosis import find_diagnosis, find_other_subject
from hr_report.extraction.edition import find_her2_edition
from hr_report.extraction.evidence import evidence
from hr_report.extraction.findings import Finding, Findings
from hr_report.extraction.legible import find_review_reasons, readable_text
from hr_report.extraction.linking import link
from hr_report.extraction.mentions import Mention, Rules, find_mentions
from hr_report.extraction.observation import observe
from hr_report.extraction.openings import Tokens, read_tokens
from hr_report.extraction.printed_cutoffs import find_printed_cut_offs
from hr_report.extraction.resolution import resolve, resolve_specimens, set_aside
from hr_report.extraction.rules import NAMING_RULES, RULES
from hr_report.extraction.sections import split_sections
from hr_report.extraction.tables.by_line import read_columns
from hr_report.extraction.tables.headed_lists import read_headed_lists
from hr_report.extraction.tables.rows import read_rows
from hr_report.models import DiagnosisKind, Marker, Unlinked

if TYPE_CHECKING:
    from hr_report.reading.document import Document


_RULES = Rules(RULES)
_NAMING = Rules(NAMING_RULES)
_BEFORE, _AFTER = 320, 520
_BLANKS = " \n"


def extract(document: Document) -> Findings:
    """Everything that the text of `document` says about ER, PR and HER2."""
    text = readable_text(document)
    tokens = read_tokens(text)
    windows = find_windows(tokens)
    sections = split_sections(tokens) if windows else None
    if sections is None:
        return Findings(
            Finding(Marker.ER),
            Finding(Marker.PR),
            Finding(Marker.HER2),
            find_diagnosis(document),
            review_reasons=find_review_reasons(document, ()),
        )
    in_tables = [*read_columns(text, windows), *read_rows(text, windows), *read_headed_lists(text, windows)]
    statements, unlinked = link(text, find_mentions(_RULES, tokens, windows, in_tables))
    printed = find_printed_cut_offs(text, statements)
    read = [(statement, observe(document, sections, statement, printed)) for statement in statements]
    readings = [reading for _, reading in read if reading is not None]
    withheld = {statement.marker for statement, reading in read if reading is None and statement.is_withheld}
    diagnosis = find_diagnosis(document)
    elsewhere = find_other_subject(document, diagnosis)
    invasive = diagnosis.kind is DiagnosisKind.INVASIVE_BREAST
    (er, er_kept, er_seen), (pr, pr_kept, pr_seen), (her2, her2_kept, her2_seen) = (
        set_aside(marker, readings, elsewhere) if elsewhere else resolve(marker, readings, withheld, invasive)
        for marker in Marker
    )
    observations = tuple(sorted((*er_seen, *pr_seen, *her2_seen), key=lambda seen: seen.evidence[0].start))
    return Findings(
        er,
        pr,
        her2,
        diagnosis,
        specimens=resolve_specimens([*er_kept, *pr_kept, *her2_kept]),
        observations=observations,
        review_reasons=find_review_reasons(document, observations),
        her2_edition=find_her2_edition(document),
        unlinked=tuple(_leftover(document, mention) for mention in unlinked),
    )


def find_windows(tokens: Tokens) -> tuple[tuple[int, int], ...]:
    """The stretches of the text around each marker, merged: the only places where results can stand.

    They begin and end at a blank, so that none cuts a number short.
    """
    spans: list[tuple[int, int]] = []
    text, length = tokens.text, len(tokens.text)
    for mention in find_mentions(_NAMING, tokens, ((0, length),)):
        before, after = mention.start - _BEFORE, mention.end + _AFTER
        start = max(text.rfind(blank, 0, before) for blank in _BLANKS) + 1 if before > 0 else 0
        end = min((at for blank in _BLANKS if (at := text.find(blank, after)) >= 0), default=length)
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def _leftover(document: Document, mention: Mention) -> Unlinked:
    quote = document.text[mention.start : mention.end]
    return Unlinked(
        text=quote, kind=mention.kind, evidence=evidence(document, mention.start, mention.end, mention.rule)
    )
