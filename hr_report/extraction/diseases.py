"""Words of diagnoses, tables only: breast and its specimens, other primaries, distant sites, negations, history."""

from __future__ import annotations

BREAST_WORDS = (
    "breast", "mammar", "mamma ", "mastectom", "lumpectom", "quadrantectom", "nipple", "brust",
)  # fmt: skip
"""The organ or an operation on it. "mammary" vessels and nodes of the chest wall are told apart by `NOT_BREAST`."""

NOT_BREAST = (
    "internal mammary", "mammary artery", "mammary lymph", "mammary node", "mammary chain", "mammary vessel",
    "breast unit", "breast clinic", "breast screening", "breast exam", "breast care", "breast service",
    "breast imaging",
    "from the breast", "breast and axill",
)  # fmt: skip

BREAST_SPECIMENS = (
    "mastectom", "lumpectom", "quadrantectom", "breast, ", "left breast", "right breast", "breast tissue", "nipple",
    "breast core", "breast biops",
)  # fmt: skip

INVASIVE_BREAST = (
    (
        r"(?:invasive|invading|infiltrating|infiltrative|micro-?invasive)\W+(?:\w+\W+){0,5}?"
        r"(?:duct|ductal|lobular|mammary|ducto-?lobular|tubulolobular|breast)\W+"
        r"(?:\w+\W+){0,4}?(?:carcinoma|cancer|ca\b)"
    ),
    r"(?:ductal|duct|lobular|mammary)\W+(?:\w+\W+){0,3}?carcinoma\W{1,3}(?:invasive|infiltrating)",
    r"(?:invasive|infiltrating)\W+breast\W+(?:carcinoma|cancer)",
    r"carcinoma\W+(?:\w+\W+){0,2}?(?:ductale|lobulare|mammae)\W+(?:\w+\W+){0,2}?(?:invasivum|infiltrans)",
    r"infiltrating\W+(?:duct|lobular)\b",
    r"(?:invasive|infiltrating)\W+(?:\w+\W+){0,2}?carcinoma\W+(?:\w+\W+){0,3}?of\W+(?:the\W+)?(?:\w+\W+)?breast",
    r"(?:ductal|lobular|medullary|mucinous|metaplastic|tubular|apocrine|papillary)\W+(?:breast|mammary)\W+carcinoma",
)
"""Invasive carcinoma named as the breast names it. Pancreas and prostate have ductal *adeno*carcinomas."""

INVASIVE_STARTS = (
    "invasiv", "microinvas", "micro-invas", "invading", "infiltrat", "ductal", "duct", "lobular", "mammary",
    "carcinoma", "medullary", "mucinous", "metaplastic", "tubular", "apocrine", "papillary",
)  # fmt: skip

IN_SITU = (
    "in situ", "in-situ", "insitu", "dcis", "lcis", "intraductal carcinoma", "paget",
)  # fmt: skip

BENIGN = (
    "fibroadenoma", "fibrocystic", "benign breast", "benign mammary", "sclerosing adenosis",
    "usual ductal hyperplasia", "intraductal papilloma", "no evidence of malignancy", "negative for malignancy",
    "negative for carcinoma", "no malignancy", "fat necrosis", "radial scar", "gynecomastia", "gynaecomastia",
    "phyllodes",
)  # fmt: skip

MALIGNANT = (
    "carcinoma", "cancer", "malignan", "invasi", "infiltrat", "metasta", "lymphoma", "sarcoma", "neoplas", "adenoca",
)  # fmt: skip
"""Any of these, standing for itself (neither negated nor in situ nor history), rules out in situ only and benign."""

INVASIVE_SIGNS = (
    "nottingham", "bloom", "extracapsular", "extranodal", "pt1", "pt2", "pt3", "pt4", "pn1", "pn2", "pn3",
    "lymph nodes positive", "nodes positive",
)  # fmt: skip
"""Signs of invasion that no report of a carcinoma in situ alone has."""

TUMOUR = (
    "tumor", "tumour", "nottingham", "bloom", "nuclear grade", "mitos", "mitot", "(pt", " pt1", " pt2", " pt3", " pt4",
    "lymph node",
)  # fmt: skip
"""Further words that a benign report has no use for; they also catch a carcinoma whose name a scan has damaged."""

RECEPTORS = ("estrogen", "oestrogen", "her2", "her-2", "receptor")
"""Words of a carcinoma's report too, unless it denies malignancy outright: benign lesions are stained as well."""

DENIED = (
    "negative for malignancy", "no evidence of malignancy", "no malignancy", "no atypia or malignancy",
    "negative for carcinoma", "no evidence of carcinoma", "no in situ or invasive carcinoma", "no carcinoma",
)  # fmt: skip

NOT_A_FINDING = (
    "cancer protocol", "cancer staging", "cancer checklist", "cancer center", "cancer centre", "joint committee",
    "cancer case", "cancer summary", "cancer template", "cancer registr", "cancer institute", "cancer society",
    "cancer risk", "carcinoma in situ", "carcinoma in-situ", "carcinoma insitu", "carcinomas in situ",
)  # fmt: skip

OTHER_PRIMARIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("brain", ("glioblastoma", "astrocytoma", "oligodendroglioma", "ependymoma", "meningioma", "medulloblastoma",
      "glioma", "gliosarcoma")),
    ("kidney", ("renal cell carcinoma", "clear cell renal", "papillary renal", "chromophobe", "oncocytoma",
      "fuhrman", "angiomyolipoma", "nephrectomy", "wilms")),
    ("neuroendocrine", ("neuroendocrine tumor", "neuroendocrine tumour", "carcinoid", "islet cell tumor",
      "insulinoma", "pheochromocytoma", "phaeochromocytoma", "paraganglioma")),
    ("endometrium", ("endometrioid", "endometrial adenocarcinoma", "endometrial carcinoma", "uterine serous",
      "endometrial stromal", "carcinosarcoma", "hysterectomy", "figo", "myometrial invasion", "mullerian")),
    ("ovary", ("serous adenocarcinoma", "serous carcinoma", "papillary serous", "serous cystadenocarcinoma",
      "ovarian carcinoma", "ovarian cancer", "ovarian primary", "serous papillary", "granulosa cell",
      "oophorectomy", "omentectomy")),
    ("cervix", ("cervical carcinoma", "cervical cancer", "carcinoma of the cervix", "endocervical adenocarcinoma",
      "cervix uteri")),
    ("prostate", ("gleason", "prostatectomy", "prostatic adenocarcinoma", "seminal vesicle",
      "adenocarcinoma of the prostate", "prostate cancer", "prostatic acinar")),
    ("bladder", ("urothelial carcinoma", "transitional cell carcinoma", "cystectomy",
      "muscularis propria invasion by urothelial")),
    ("lung", ("bronchioloalveolar", "bronchioalveolar", "lobectomy", "pneumonectomy", "adenocarcinoma of the lung",
    "pulmonary adenocarcinoma", "lung adenocarcinoma",
      "lung cancer", "non-small cell", "small cell carcinoma of the lung", "visceral pleura", "lung, ",
      "right upper lobe", "left upper lobe", "lower lobe", "bronchial margin", "mesothelioma",
      "squamous cell carcinoma of the lung")),
    ("colon", ("colectomy", "colonic adenocarcinoma", "adenocarcinoma of the colon", "rectal adenocarcinoma",
      "sigmoid", "hemicolectomy", "low anterior resection", "colorectal", "cecum", "caecum", "tubular adenoma",
      "tubulovillous", "pericolic", "mesorect")),
    ("stomach", ("gastrectomy", "gastric adenocarcinoma", "signet ring cell carcinoma of the stomach",
      "gastroesophageal", "adenocarcinoma of the stomach", "stomach, ")),
    ("esophagus", ("esophagectomy", "oesophagectomy", "barrett", "esophageal", "esophagus")),
    ("pancreas", ("whipple", "pancreaticoduodenectomy", "pancreatic ductal", "pancreatectomy", "ampulla",
      "pancreas, ")),
    ("liver", ("hepatocellular", "cholangiocarcinoma", "hepatectomy", "hepatoblastoma", "bile duct carcinoma")),
    ("thyroid", ("thyroidectomy", "papillary thyroid", "follicular variant", "thyroid carcinoma",
      "medullary thyroid", "thyroid, ", "papillary carcinoma, thyroid")),
    ("adrenal", ("adrenocortical", "adrenalectomy", "adrenal cortical")),
    ("skin", ("melanoma", "breslow", "clark level", "basal cell carcinoma", "merkel cell")),
    ("head and neck", ("laryngectomy", "glossectomy", "tongue", "larynx", "oral cavity", "tonsil", "parotid",
      "mandib", "floor of mouth", "neck dissection", "salivary duct", "buccal", "pharyn")),
    ("testis", ("seminoma", "orchiectomy", "embryonal carcinoma", "teratoma", "yolk sac", "germ cell tumor")),
    ("thymus", ("thymoma", "thymic carcinoma", "thymus", "masaoka")),
    ("blood and lymph", ("lymphoma", "leukemia", "leukaemia", "plasma cell myeloma", "plasmacytoma",
      "myelodysplastic")),
    ("soft tissue and bone", ("liposarcoma", "leiomyosarcoma", "osteosarcoma", "rhabdomyosarcoma",
      "synovial sarcoma", "pleomorphic sarcoma", "ewing sarcoma", "chondrosarcoma", "gastrointestinal stromal",
      "malignant fibrous histiocytoma", "fibrosarcoma", "nerve sheath tumor", "myxofibrosarcoma")),
    ("eye", ("uveal", "choroidal", "enucleation", "retinoblastoma")),
)  # fmt: skip
"""Organ -> tumours and operations that belong to it."""

DISTANT_SITES = (
    "liver", "hepatic", "bone", "vertebra", "spine", "sacrum", "iliac", "femur", "femoral", "humerus", "rib ",
    "bone marrow", "lung", "pleura", "brain", "cerebell", "mening", "dura", "ovary", "ovarian", "peritone", "ascit",
    "pericard", "adrenal", "stomach", "gastric", "colon", "skull", "orbit", "cerebrospinal", "supraclavicular",
    "mediastin", "retroperiton", "cervical lymph node", "t-spine", "l-spine", "omentum",
)  # fmt: skip
"""Places beyond the breast and its own lymph nodes, as a biopsy of spread names them."""

BREAST_ORIGIN = (
    r"metasta\w+\W+(?:\w+\W+){0,7}?(?:breast|mammary|ductal|lobular)\b",
    r"(?:consistent|compatible|in keeping|suggestive)\W+(?:with|of)\W+(?:\w+\W+){0,7}?(?:breast|mammary)\b",
    r"(?:breast|mammary)\W+(?:primary|origin)",
)
"""What a biopsy of another organ says when the tumour comes from the breast."""

ORIGIN_WORDS = ("breast", "mammary", "ductal", "lobular")
"""One of these is in every phrase of `BREAST_ORIGIN`."""

UNSURE_ORIGIN = (
    "cannot", "exclu", "rule out", "r/o", "versus", " vs", "differential", " or ", "unlikely", "possib", "not ",
    "unknown primary", "against", "history",
)  # fmt: skip

HISTORY = (
    "history", "prior left", "prior right", "h/o", "hx", "previous", "family", "reported breast", "status post",
    "recurrence of the",
    "s/p", "past medical", "ntecedent", "known ", "mother", "sister", "aunt ", "daughter", "grandmother", "relative",
)  # fmt: skip

#: A breast whose cancer may have been treated or taken out before: its results are still this patient's.
AFTER_TREATMENT = (
    "neoadjuvant", "chemotherapy", "residual", "response", "ypt", "tumor bed", "tumour bed", "prior biopsy",
    "biopsy site", "previous biopsy", "re-excision", "reexcision", "completion mastectomy", "excision cavity",
    "lumpectomy cavity",
)  # fmt: skip

NEGATED_BEFORE = (
    "no ", "not ", "rather than", "without", "negative for", "free of", "absence of", "absent", "lack",
    "uninvolved by", "neither",
    "nor ", "against ", "nothing to suggest", "excludes", "rule out", "r/o", "devoid", "exclude", "benign", "risk",
    "fails",
)  # fmt: skip

NEGATED_AFTER = (
    "not identified", "not seen", "not present", "not found", "not involved", "absent", "none", "not applicable",
    "n/a", "is negative", "are negative", ": no", "not detected", "cannot be identified", "not evident",
    "no residual",
)  # fmt: skip
