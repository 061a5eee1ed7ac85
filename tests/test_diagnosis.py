"""What a report is about, on invented reports: breast or not, invasive or not, spread or not, and when to say unclear."""

import time

import pytest
from hr_report.extraction.diagnosis import find_diagnosis
from hr_report.extraction.edition import find_her2_edition
from hr_report.models import DiagnosisKind
from hr_report.reading.document import Document, Page


def document(text):
    return Document(text=text, pages=(Page(1, 0, len(text)),))


INVASIVE = [
    "FINAL DIAGNOSIS: Left breast, core biopsy: Invasive ductal carcinoma, grade 2.",
    "Right breast, lumpectomy: infiltrating lobular carcinoma, pleomorphic type, 2.1 cm.",
    "BREAST, LEFT, MASTECTOMY:\nINVASIVE MAMMARY CARCINOMA WITH DUCTAL AND LOBULAR FEATURES",
    "Moderately differentiated, invasive ductal breast cancer of 18 mm; no carcinoma in situ.",
    "Carcinoma ductale invasivum G2 mammae sinistrae.",
    "Breast, right, excision: Mucinous carcinoma, 14 mm. Ductal carcinoma in situ, focal. Nottingham grade 1. pT1c",
    "Left breast: metaplastic carcinoma of the breast. Lymph nodes: no metastasis (0/3).",
    "Left breast, biopsy: microinvasive ductal carcinoma in a background of DCIS.",
    "Breast biopsy: poorly differentiated invasive carcinoma, ER negative.",
    "Clinical history: breast lump, family history of ovarian cancer.\nDiagnosis: infiltrating duct carcinoma of the left breast.",
    "Invasive ductal carcinoma, pT2 pN1a. Twelve lymph nodes, two with metastatic carcinoma.",
]
METASTATIC = [
    ("Liver, segment 6, core biopsy: Metastatic carcinoma, consistent with breast primary. ER 80%.", "liver"),
    (
        "Bone, iliac crest, biopsy: adenocarcinoma, compatible with metastasis of the known mammary carcinoma of breast origin.",
        "bone",
    ),
    ("Pleural fluid, cytology: malignant cells; metastatic carcinoma of breast origin.", "pleura"),
    (
        "History of left breast cancer, status post mastectomy.\nLiver, biopsy: metastatic carcinoma, consistent with breast origin.",
        "liver",
    ),
    ("T-spine, vertebra T8: metastatic lobular carcinoma.", "vertebra"),
]
IN_SITU = [
    "Left breast, stereotactic biopsy: Ductal carcinoma in situ, intermediate grade. No evidence of invasion.",
    "Right breast, lumpectomy: DCIS, cribriform, 8 mm. Invasive carcinoma: not identified. Margins negative for carcinoma in situ.",
    "Breast, left: lobular carcinoma in situ (LCIS). No invasive carcinoma is seen.",
]
BENIGN = [
    "Left breast, core biopsy: fibroadenoma. No evidence of malignancy.",
    "Right breast, excision: benign breast tissue with fibrocystic changes. Negative for carcinoma.",
    "Male breast tissue: gynecomastia, no malignancy seen.",
    "Left breast: pseudoangiomatous hyperplasia and a fibroadenoma, estrogen receptor positive. Negative for malignancy.",
    "Right breast: fibrocystic change, no malignancy. Clinical: left breast carcinoma in 2009, hormone receptor positive.",
    "Left breast, excision: radial scar; atypical hyperplasia rather than DCIS. No in situ or invasive carcinoma.",
]
OTHER = [
    (
        "Uterus, hysterectomy: endometrioid adenocarcinoma, FIGO grade 1. ER positive (90%), PR positive (80%).",
        "endometrium",
    ),
    ("Kidney, left, nephrectomy: renal cell carcinoma, clear cell type, Fuhrman grade 3.", "kidney"),
    ("Lung, right upper lobe, lobectomy: squamous cell carcinoma.", "lung"),
    ("Sigmoid colectomy: moderately differentiated adenocarcinoma. History of breast cancer 2009.", "colon"),
    ("Ovaries: high grade serous carcinoma, WT1 positive, ER positive.", "ovary"),
    ("Prostate, radical prostatectomy: acinar adenocarcinoma, Gleason score 7.", "prostate"),
    ("Pancreas, Whipple resection: invasive ductal adenocarcinoma, 3 cm.", "pancreas"),
    ("Pancreas, tail: well differentiated neuroendocrine tumor, G1.", "neuroendocrine"),
    ("Frontal lobe: glioblastoma, IDH wild type.", "brain"),
    ("Thymus: thymoma, type B2, near the internal mammary artery.", "thymus"),
]
UNCLEAR = [
    "",
    "ER: positive (95%). PR: negative.",
    "Addendum: HER2 FISH not amplified.",
    "Poorly differentiated carcinoma of unknown primary site.",
    "Liver biopsy: metastatic adenocarcinoma; breast primary cannot be excluded.",
    "Peritoneal nodule: carcinoma, consistent with breast or Muellerian origin.",
]


def kind_of(text):
    return find_diagnosis(document(text)).kind


@pytest.mark.parametrize("text", INVASIVE)
def test_invasive_breast_cancer(text):
    assert kind_of(text) is DiagnosisKind.INVASIVE_BREAST


@pytest.mark.parametrize(("text", "site"), METASTATIC)
def test_breast_cancer_in_another_organ(text, site):
    found = find_diagnosis(document(text))
    assert (found.kind, found.site) == (DiagnosisKind.METASTATIC_BREAST, site)


@pytest.mark.parametrize("text", IN_SITU)
def test_carcinoma_in_situ_alone(text):
    assert kind_of(text) is DiagnosisKind.IN_SITU_ONLY


@pytest.mark.parametrize("text", BENIGN)
def test_benign_breast(text):
    assert kind_of(text) is DiagnosisKind.BENIGN_BREAST


@pytest.mark.parametrize(("text", "site"), OTHER)
def test_another_primary(text, site):
    found = find_diagnosis(document(text))
    assert (found.kind, found.site) == (DiagnosisKind.OTHER_PRIMARY, site)


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_the_words_do_not_settle_stays_unclear(text):
    assert kind_of(text) in {DiagnosisKind.UNCLEAR, DiagnosisKind.OTHER_PRIMARY}
    if "Muellerian" not in text:
        assert kind_of(text) is DiagnosisKind.UNCLEAR


def test_axillary_metastases_beside_the_breast_are_not_distant_spread():
    text = "Left breast, mastectomy: invasive ductal carcinoma. Axilla: metastatic ductal carcinoma in 2 of 9 lymph nodes. Liver: not examined."
    assert kind_of(text) is DiagnosisKind.INVASIVE_BREAST


@pytest.mark.parametrize("text", [*INVASIVE, *IN_SITU, *BENIGN, *(each for each, _ in [*METASTATIC, *OTHER])])
def test_every_answer_has_its_quote_in_the_text(text):
    (quote,) = find_diagnosis(document(text)).evidence
    assert text[quote.start : quote.end] == quote.quote
    assert quote.quote.strip()
    assert quote.rule.startswith("diagnosis.")


@pytest.mark.parametrize("text", [*INVASIVE, *IN_SITU, *BENIGN])
def test_case_and_line_breaks_do_not_matter(text):
    assert kind_of(text.upper()) is kind_of(text)
    assert kind_of(text.replace(" ", "\n", 3)) is kind_of(text)


def test_characters_that_change_length_in_lower_case_do_not_shift_the_quote():
    text = "İstanbul İİ hospital. Left breast: invasive ductal carcinoma."
    (quote,) = find_diagnosis(document(text)).evidence
    assert quote.quote == "invasive ductal carcinoma"


def test_an_endless_report_does_not_take_long():
    text = "invasive " * 20_000 + "duct " * 20_000
    begin = time.perf_counter()
    find_diagnosis(document(text))
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("HER2 was scored by the ASCO/CAP guidelines of 2013.", "asco_cap_2013"),
        ("Interpreted per ASCO-CAP 2018 HER2 guideline update", "asco_cap_2018"),
        ("2023 ASCO/CAP HER2 guideline", "asco_cap_2018"),
        ("ER by ASCO/CAP 2020; HER2 by ASCO/CAP 2018.", "asco_cap_2018"),
        ("ER per ASCO/CAP 2010.", None),
        ("ASCO/CAP 2013 was replaced by ASCO/CAP 2018.", None),
        ("Reported in 2013.", None),
    ],
)
def test_the_her2_edition_that_a_report_names(text, edition):
    assert find_her2_edition(document(text)) == edition
