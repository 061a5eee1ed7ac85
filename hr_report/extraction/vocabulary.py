"""Tables of plain words that linking relies on. Nothing here decides a value; it decides what may stand between two."""

from __future__ import annotations

#: Words that may stand between a marker and its value even across a line end: they say nothing of their own.
GLUE = frozenset(
    """
    a an the your of in on by for with to and is are was were be been as at its it this these both all each that which
    per has have show shows showed showing shown demonstrate demonstrates demonstrated exhibit exhibits reveal
    reveals found identified detected seen noted observed present interpreted considered reported scored estimated
    determined result results status interpretation score scores value values total level finding findings
    quantitation quantification percentage percent proportion average intensity strength pattern distribution extent
    stain stains stained staining immunostain immunostaining immunostains immunohistochemistry immunohistochemical
    ihc ipox immunoperoxidase immunoreactivity immunoreactive reactivity reaction reactions expression nuclear nuclei
    nucleus membrane membranous cytoplasmic complete incomplete circumferential tumor tumour tumors tumours cell
    cells neoplastic malignant cancer cancerous carcinoma invasive infiltrating ductal lobular mammary breast
    lesional component protein oncoprotein oncogene gene overexpression receptor receptors rec assay assays test
    testing tests analysis study studies marker markers n na diffuse diffusely focal focally uniform patchy
    approximately specimen block slide performed using ventana dako roche method system clone vendor antibody
    monoclonal rabbit mouse hercept herceptest kit pathway confirm quantitative semiquantitative manual image allred
    positivity primary summary comment overall final interpretive category therefore thus hence follows following
    below section sections specify evaluation evaluated examined examination number only areas area core needle
    biopsy none nil group mean ratio dual probe cep chromosome centromere signal signals copies copy observers
    observer counted enumerated single rare few scattered occasional isolated individual tissue
    optional polyclonal ica labeling labelling predominant share high done approx special stat int pct positive pos
    quick anal assisted interp qual qualitative units paraffin par quant qic vias acis chromavision aperio essentially
    equal amounting virtually nearly almost roughly about around circa estimated est
    """.split()  # noqa: SIM905 - a list of words reads better as words
)

#: Words after which what follows speaks about something else, even within one sentence.
STOP = frozenset(
    """
    but however although whereas while except unless if whether because since history dcis lcis margin margins node
    former latter nodes ducts control controls normal benign versus vs
    """.split()  # noqa: SIM905 - a list of words reads better as words
)

#: Between the markers of one list: "ER, PR and HER2", "ER/PR", "estrogen and progesterone receptors".
CONNECTOR = (
    r"^[\s.)\]-]*(?:(?:receptors?|proteins?|immuno\w+|analys[ie]s|assays?|testing"
    r"|tests?|stud(?:y|ies)|stains?|status|by)[\s.]+){0,3}(?:,|/|&|\+"
    r"|;(?=\s*(?:and|or)\b))?[\s.]*(?:and/or|and|or|nor|as well as"
    r"|plus|&)?[\s.(\[\"']*(?:(?:the|for|of|also|that)\s+){0,2}$"
)

#: Words that cannot end a sentence: a full stop after one is where OCR lost a line end.
UNFINISHED = (
    r"\b(for|of|the|and|with|in|by|as|is|are|was|were|to|a|an|or|nor"
    r"|on|from|at|than|be|per|both|either|that|which|has|have|not|no"
    r"|using|greater|less|more|over|about|approximately|tumou?r|nuclear"
    r"|her|i\.e|approx)\s?\.(?=\s)"
)

#: Between two names of the same marker: "Estrogen Receptor (ER)", "c-erbB-2 (HER-2/neu)".
SAME = r"^[\s.,:/\-(\[|]*(?:\(?[a-z]{2}/)?(?:or|aka|protein|oncoprotein)?[\s.(\[\"']*$"

#: Between a value and the marker it is said of: "positive for ER", "strong staining of 90 % of cells for PR".
BACKWARD = (
    r"^\s*(?:for|stains?|markers?|immunostains?|receptors?|results?"
    r"|in(?: (?:the )?(?:tumou?r|neoplastic|invasive|malignant|lesional)(?: tumou?r)? cells)?)?\s*"
    r":\s*$|^[)\]\s.]*(?:[^\W\d]+[\s\-]+|\([^()]{0,30}\)\s*"
    r"|\d{1,3}\s*%\s*){0,7}?(?:for|[o0]f|with|to|against|take\s+up)\s+(?:the\s+|both,?\s+"
    r"|either\s+|any\s+|all\s+|either\s+of\s+|presence\s+of\s+|expression\s+of\s+)*[\"'"
    r"(]*$"
)

#: Verbs that take the marker as their object: "express ER", "does not express PR".
OBJECT_GAP = (
    r"^\s*(?:(?:both|either)\s+)?(?:the|both|either|any|some|for|of"
    r"|nuclear|that for|(?:the )?(?:nuclear )?stains?)?\s*$"
)

#: Between the values of a list: "positive and negative", "90% and 60%", "+/-".
LIST_GAP = r"^[\s,;/&)(%.|]*(?:and|&|,|/|vs)?[\s,;/&(.|]*$"
