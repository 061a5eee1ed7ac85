"""The straight line: read -> extract -> interpret -> assess. Read this file first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.extraction import extract
from hr_report.interpretation.candidacy import assess
from hr_report.interpretation.discrepancies import review_codes
from hr_report.interpretation.guidelines import interpret
from hr_report.interpretation.readings import find_disagreements
from hr_report.models import Report
from hr_report.reading import read
from hr_report.versions import describe_source, list_versions

if TYPE_CHECKING:
    from pathlib import Path

    from hr_report.interpretation.context import PatientContext
    from hr_report.reading.document import Document


def parse_report(
    source: str | Path | bytes,
    *,
    guideline: str = "asco_cap_2020",
    jurisdiction: str = "us",
    context: PatientContext | None = None,
) -> Report:
    """Read one breast pathology report and tell what its ER, PR and HER2 results are and mean.

    Args:
        source: report text (`str`), a file (`Path`), or the content of a file (`bytes`). A `str` that is the path of
            an existing file raises `UsageError`, so that text and path are never mixed up.
        guideline: id of the guideline that turns numbers into categories, see `hr_report.list_guidelines()`.
        jurisdiction: whose drug label the criteria follow, "us" or "eu".
        context: what the reader knows beside the report (menopause, earlier drugs …).

    Raises:
        HrReportError: the source cannot be read; the message says what to do. An odd report never raises: its
            results say what is missing.
    """
    return explain(read(source), guideline=guideline, jurisdiction=jurisdiction, context=context)


def explain(
    document: Document,
    *,
    guideline: str = "asco_cap_2020",
    jurisdiction: str = "us",
    context: PatientContext | None = None,
) -> Report:
    """The line from a Document on: what it says, what that means, what the label makes of it."""
    findings = extract(document)
    profile = interpret(findings, guideline=guideline)
    candidacy = assess(profile, jurisdiction=jurisdiction, context=context)
    differing = find_disagreements(document)
    reasons = tuple(dict.fromkeys((*profile.review_reasons, *review_codes(differing))))
    return Report(
        er=profile.er,
        pr=profile.pr,
        her2=profile.her2,
        specimens=profile.specimens,
        diagnosis=findings.diagnosis,
        observations=findings.observations,
        unlinked=findings.unlinked,
        discrepancies=(*profile.discrepancies, *differing),
        needs_review=bool(reasons),
        review_reasons=reasons,
        candidacy=candidacy,
        source=describe_source(document),
        versions=list_versions(guideline, jurisdiction),
    )
