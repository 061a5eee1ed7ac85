"""How reports write it: every rule in order of precedence. A span that one has claimed is closed to the next.

What must not be read as a result comes first (bounds, legends, history, controls), then signs and forms, then the names
of the markers, scores and percentages, and at last single words.
"""

from __future__ import annotations

from hr_report.extraction.rules.bounds import BOUND_RULES
from hr_report.extraction.rules.conditions import CONDITION_RULES
from hr_report.extraction.rules.context import ASIDE_RULES, CUE_RULES, PHENOTYPE_RULES
from hr_report.extraction.rules.distributions import DISTRIBUTION_RULES
from hr_report.extraction.rules.generalities import GENERAL_RULES
from hr_report.extraction.rules.her2 import ASSAY_RULES, HER2_RULES
from hr_report.extraction.rules.legends import LEGEND_RULES
from hr_report.extraction.rules.markers import MARKER_RULES, SUBJECT_RULES
from hr_report.extraction.rules.options import OPTION_RULES
from hr_report.extraction.rules.panels import PANEL_RULES
from hr_report.extraction.rules.passages import PASSAGE_RULES
from hr_report.extraction.rules.percentages import PERCENT_RULES
from hr_report.extraction.rules.references import REFERENCE_RULES
from hr_report.extraction.rules.scorings import SCORE_RULES
from hr_report.extraction.rules.seen import SEEN_RULES
from hr_report.extraction.rules.signs import SIGN_RULES
from hr_report.extraction.rules.staining import GRADE_RULES, INTENSITY_RULES
from hr_report.extraction.rules.states import STATE_RULES
from hr_report.extraction.rules.superseded import SUPERSEDED_RULES
from hr_report.extraction.rules.words import CLAUSE_RULES, STATUS_RULES

RULES = (
    *REFERENCE_RULES,
    *GENERAL_RULES,
    *LEGEND_RULES,
    *CONDITION_RULES,
    *SUPERSEDED_RULES,
    *PASSAGE_RULES,
    *BOUND_RULES,
    *ASIDE_RULES,
    *PHENOTYPE_RULES,
    *SIGN_RULES,
    *OPTION_RULES,
    *CLAUSE_RULES,
    *HER2_RULES,
    *MARKER_RULES,
    *PANEL_RULES,
    *SUBJECT_RULES,
    *DISTRIBUTION_RULES,
    *SCORE_RULES,
    *PERCENT_RULES,
    *STATE_RULES,
    *STATUS_RULES,
    *SEEN_RULES,
    *INTENSITY_RULES,
    *GRADE_RULES,
    *ASSAY_RULES,
    *CUE_RULES,
)
"""Every rule, in order of precedence."""

NAMING_RULES = (*MARKER_RULES, *PANEL_RULES, *PHENOTYPE_RULES)
"""The rules that find where a report speaks of receptors at all."""
