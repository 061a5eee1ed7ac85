"""Write the openings of all phrases anew, after rules were changed: `python tests/make_openings.py`."""

from __future__ import annotations

from hr_report.extraction import RULES
from hr_report.extraction.known_openings import FILE, digest, to_text
from hr_report.extraction.openings import read_openings
from hr_report.extraction.patterns import expand
from hr_report.extraction.sections import HEADING_RULES, SPECIMEN_RULES


def openings_now() -> str:
    """The content that the file should have."""
    rules = (*RULES, *HEADING_RULES, *SPECIMEN_RULES)
    patterns = {(expand(rule.phrase), rule.case) for rule in rules}
    return to_text({digest(pattern, case=case): read_openings(pattern, case=case) for pattern, case in patterns})


if __name__ == "__main__":
    FILE.write_text(openings_now(), encoding="utf-8")
