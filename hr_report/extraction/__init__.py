"""What does the text say?"""

from __future__ import annotations

from hr_report.extraction.findings import Finding, Findings
from hr_report.models import Diagnosis, DiagnosisKind, Marker
from hr_report.reading.document import Document


def extract(document: Document) -> Findings:
    """Everything that the text of `document` says about ER, PR and HER2."""
    del document
    return Findings(
        er=Finding(Marker.ER),
        pr=Finding(Marker.PR),
        her2=Finding(Marker.HER2),
        diagnosis=Diagnosis(kind=DiagnosisKind.UNCLEAR),
    )
