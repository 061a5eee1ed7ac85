"""What a result depends on: the source that was read, and the editions of program, guideline, label and knowledge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report import __version__
from hr_report.interpretation.candidacy import label_version
from hr_report.interpretation.guidelines import find_guideline
from hr_report.interpretation.sources import checked_on
from hr_report.models import Source, Versions

if TYPE_CHECKING:
    from hr_report.reading.document import Document


def describe_source(document: Document) -> Source:
    """What was read, and how."""
    readers = dict.fromkeys(page.reader for page in document.pages)
    return Source(
        name=document.name,
        sha256=document.sha256,
        kind=document.kind,
        pages=len(document.pages),
        reader="+".join(readers) or "text",
        encoding=document.encoding,
        notices=tuple(notice.message for notice in document.notices),
    )


def list_versions(guideline: str, jurisdiction: str = "us") -> Versions:
    """The editions behind a result, so that it can be reproduced.

    Raises:
        UsageError: there is no guideline of that id.
    """
    rules = find_guideline(guideline)
    return Versions(
        hr_report=__version__,
        guideline=f"{rules.id}: {rules.title}, {rules.edition} ({rules.date})",
        drug_label=label_version(jurisdiction),
        knowledge_checked_on=checked_on(),
    )
