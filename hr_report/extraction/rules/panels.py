"""Where a report speaks of the receptors together, without their names, or of the whole panel of a breast cancer.

The name of a panel counts only where the same sentence says that it is to come, or was not done: a panel has no result.
"""

from __future__ import annotations

from hr_report.extraction.mentions import Rule, always
from hr_report.models import Marker

ER, PR, HER2 = Marker.ER, Marker.PR, Marker.HER2

_NAMED = (
    r"\b(?:(?:breast(?:\scancer)?|prognostic|predictive|prognostic\s?(?:and"
    r"|/|,)\s?predictive|marker|biomarker|biological)\s)"
    r"(?:(?:prognostic|predictive|cancer|tumou?r)\s){0,2}"
    r"(?:bio)?(?:markers?|factors?|panel|profile|stud(?:y|ies)|characteri[sz]ation)\b|\b(?:bio)?markers?\b"
)
_ITS_STAINS = r"(?<!\b(?-i:ER|PR|PgR)\W{1,3})(?<!\bHER\W?2\W{1,3})(?<!receptors?\W{1,3})(?<!\bneu\W{1,3})(?<!tumou?r\s)"
"""Not behind the names themselves ("ER and PR biomarker studies"), nor the markers of the blood ("tumor markers")."""
_PANEL = (
    rf"{_ITS_STAINS}(?:{_NAMED})"
    r"(?:\s(?:stud(?:y|ies)|panel|profile|testing|analys[ie]s|tests?|assays?|stains?|immunostains?))?\b"
    r"(?![^.;\n]{0,80}(?:\b(?-i:ER|PR|PgR|HER-?2|PD-?L1|ALK|EGFR|KRAS"
    r"|MSI|MMR)\b|o?estrogen|receptor|\bif\b|\b(?:up)?on request))"
)
_TO_COME = (
    r"(?:pending|«pending»|(?:is|are|was|were|(?:has|have) been|being|:|-) (?:ordered|requested|sent|submitted)"
    r"|ordered on|to follow"
    r"|(?:will|shall) (?:follow|be)|to be (?:issued|reported|added)|in (?:process|progress)|await(?:ed|ing)"
    r"|not (?:yet )?(?:back|available|complete\w*))\b"
)
_UNDONE = (
    r"(?:(?:not|cannot|can not|could not) (?:be )?(?:been )?(?:performed|done|ordered|requested|carried out"
    r"|undertaken|assessed|repeated)|qns|insufficient)\b"
)
PANEL_RULES: tuple[Rule, ...] = (
    # "Receptor studies: not performed"
    Rule(
        "receptor_studies",
        "marker",
        r"(?:\breceptors(?= to follow| (?:are|were) not (?:examined|performed"
        r"|done|determined))|\b(?:horm[o0]ne |steroid |hormonal )?recept[o0]r (?:stud[i1]es"
        r"|study"
        r"|status|analysis|assays?|testing|tests?|markers?|determinations?)\b|\bhormon(?:e|al) receptors?\b)"
        r"(?=[^.;\n]{0,40}(?:pending|(?:been|are|were) (?:requested|ordered|sent|submitted)|awaited"
        r"|(?:will |to )?follow|being (?:performed|carried)|quantity not|insufficient|qns"
        r"|not (?:been |be )?(?:performed|done|made|examined|feasible|carried out|undertaken|ordered"
        r"|indicated)|to follow|in progress|initiated|«pending»))",
        always((ER, PR)),
        cues=("recept",),
    ),
    # "hormone receptors neg/neg": one word for each
    Rule(
        "receptors_each",
        "marker",
        r"\bhormone receptors?:?(?=\s(?:pos|neg)\w*\s?/\s?(?:pos|neg))",
        always((ER, PR)),
        cues=("hormone",),
    ),
    # "Block mailed to the reference laboratory for hormone receptors", "insufficient for the usual receptor studies"
    Rule(
        "receptors_sent",
        "marker",
        r"(?<=\b(?:sent|mailed|forwarded|submitted|separated|taken|saved"
        r"|frozen|insufficient|inadequate|small|suitable)\b"
        r"[^.;\n]{0,60} for (?:the )?(?:quantitative )?(?:immuno\w+ stud(?:y"
        r"|ies) of )?)(?:customary |routine |usual |standard )?"
        r"(?:(?:hormon(?:e|al)|steroid) receptors?|receptor(?= (?:stud|assay|analys|test)))"
        r"(?: (?:studies|assays?|analysis|testing|tests))?\b(?!\W{1,3}(?:(?-i:ER)\b|o?estrogen))",
        always((ER, PR)),
        cues=("recept",),
    ),
    # "for either receptor", "both receptors", "therefore, both are interpreted as positive"
    Rule(
        "both_receptors",
        "marker",
        r"\b(?:both|[el]ither|neither) (?:of the )?(?:hormone )?receptors?\b|\bboth(?= a[r1][ek] interpr\w+ as)",
        always((ER, PR)),
        cues=("both", "ither"),
    ),
    # "Prognostic markers are pending", "Breast panel: not ordered", "BREAST BIOMARKERS (A1): IN PROCESS"
    Rule(
        "panel",
        "marker",
        rf"{_PANEL}(?=(?:\s?\([^()\n]{{0,40}}\))?[^.;\n()]{{0,40}}?\b(?:{_TO_COME}|{_UNDONE}))",
        always((ER, PR, HER2)),
        cues=("marker", "panel", "profile", "factor", "stud", "characteri"),
    ),
)
