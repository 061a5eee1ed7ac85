"""How often the reader is right on a labelled set of one's own, measured before it is trusted."""

from __future__ import annotations

from hr_report.evaluation.compare import Comparison, Score, compare, score_marker, wilson
from hr_report.evaluation.labels import Label, load_labels

__all__ = ["Comparison", "Label", "Score", "compare", "load_labels", "score_marker", "wilson"]
