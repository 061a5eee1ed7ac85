"""Numbers as reports write them: percentages, Allred, H-score, IRS, J-score, ligand binding. Read where they are matched."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from hr_report.extraction.mentions import Match, Rule
from hr_report.extraction.patterns import DIGIT, digits
from hr_report.models import Allred, HScore, Irs, JScore, LigandBinding, Percent

# "90", "9O" (OCR), "2.5", "100"
NUMBER = rf"(?<![\w.,/<>])(?:(?<=[<>]))?"
_N = rf"(?:{DIGIT}{{1,3}}(?:[.,][0-9]+)?)"
# "%", "percent", "per cent", "pct"
SIGN = r"(?:\s{0,2}%|\s?[°º]\s?/\s?[o0]|\s?«percent»\b|\s?per\scent\b|\s?pct\b)"

BELOW = r"(?:(?<!no[t]?\s)(?:<|˂|﹤|＜|≦|⩽|≤|<=|=<|«less» than(?: or equal to)?|«fewer» than|«under»|«below»|up to|no more than|not more than|at most))"
ABOVE = r"(?:>|˃|﹥|＞|≧|⩾|≥|>=|=>|«more» than|«greater» than(?: or equal to)?|«over»|«above»|at «least»|«exceeding»|in excess of|no[t]? less than|no fewer than|not below|not under)"
ABOUT = r"(?:~|≈|c\.|ca\.?|«approximately»|approx\.?|«about»|«around»|«roughly»|«nearly»|«almost»|«estimated» at|an «estimated»|an «average» of|«average» of)"

_WORDS = {
    "four": 4, "six": 6, "seven": 7, "eight": 8, "nine": 9, "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "ninety-five": 95, "one hundred": 100, "hundred": 100, "one": 1, "two": 2,
    "three": 3,
}


def read_number(text: str) -> Decimal | None:
    """The value of a number in which OCR may have printed letters for digits; None where it is none."""
    try:
        return Decimal(digits(text).replace(",", "."))
    except InvalidOperation:
        return None


def _comparator(text: str | None) -> str | None:
    if not text:
        return None
    word = " ".join(text.lower().replace(".", " ").split())
    equal = "equal" in word or word in {"≤", "≦", "⩽", "<=", "=<", "≥", "≧", "⩾", ">=", "=>", "at least", "up to", "no more than", "at most",
                                        "not more than", "no less than"} or word.startswith(("at l", "at m"))
    if word[0] in "<≤˂﹤＜≦⩽" or word.startswith(("=<", "less", "fewer", "under", "below", "up to", "no more", "not more", "at most")):
        return "<=" if equal else "<"
    if word[0] in ">≥˃﹥＞≧⩾" or word.startswith(("=>", "more", "great", "over", "above", "at ", "exceed", "in excess", "no less", "not less", "no fewer", "not below", "not under")):
        return ">=" if equal else ">"
    return "~"


def interval(low: Decimal, high: Decimal | None, comparator: str | None, text: str) -> Percent | None:
    """A percentage as an interval, or None where it is out of 0 to 100 or upside down."""
    if high is None:
        high = low
        if comparator in {"<", "<="}:
            low = Decimal(0)
        elif comparator in {">", ">="}:
            high = Decimal(100)
    if not 0 <= low <= high <= 100:
        return None
    return Percent(low=low, high=high, comparator=comparator, text=" ".join(text.split()))


def _range(match: Match) -> Percent | None:
    low, high = read_number(match["low"]), read_number(match["high"])
    if low is None or high is None or low > high:
        return None
    return interval(low, high, None, match[0])


def _single(match: Match) -> Percent | None:
    value = read_number(match["n"])
    if value is None:
        return None
    groups = match.groupdict()
    comparator = _comparator(groups.get("cmp"))
    if groups.get("after"):
        comparator = ">=" if regex_up(groups["after"]) else "<="
    return interval(value, None, comparator, match[0])


def _column(match: Match) -> Percent | None:
    """A bare number under a column head that says percent."""
    head = match.string[max(0, match.start() - 260) : match.start()].lower()
    if not any(name in head for name in ("% tumor", "% tumour", "% stain", "% pos", "% of", "percent", "% cells", "% nuclei")):
        return None
    return _single(match)


def regex_up(text: str) -> bool:
    """Whether a comparator that follows the number opens upwards ("or more", "+")."""
    return not any(word in text.lower() for word in ("less", "fewer", "below"))


def _word(match: Match) -> Percent | None:
    parts = match["n"].lower().replace("-", " ").split()
    value = Decimal(100) if "hundred" in parts else sum((Decimal(_WORDS[part]) for part in parts), Decimal(0))
    return interval(value, None, _comparator(match.groupdict().get("cmp")), match[0])


def _whole(value: int) -> object:
    return lambda match: interval(Decimal(value), None, None, match[0])


def _distribution(match: Match) -> tuple[Percent, HScore | None] | None:
    parts = [read_number(match[name] or "0") for name in ("p0", "p1", "p2", "p3")]
    if any(part is None for part in parts):
        return None
    none, weak, moderate, strong = (part or Decimal(0) for part in parts)
    positive = weak + moderate + strong
    if match["p1"] is None and match["p2"] is None and match["p3"] is None:
        positive = 100 - none
        if none != 100:
            return None
    elif none + positive != 100:
        return None
    percent = interval(positive, None, None, match[0])
    return None if percent is None else (percent, None)


def _distribution_words(match: Match) -> tuple[Percent, HScore | None] | None:
    """Shares by intensity without the opening zero: they may sum to anything up to 100, and to the total if one is given."""
    parts = [read_number(match[name]) for name in ("p1", "p2", "p3")]
    none, total = (read_number(match[name]) if match[name] else None for name in ("p0", "total"))
    if any(part is None for part in parts):
        return None
    positive = sum((part or Decimal(0) for part in parts), Decimal(0))
    if positive > 100 or (none is not None and none + positive != 100) or (total is not None and total != positive):
        return None
    percent = interval(positive, None, None, match[0])
    return None if percent is None else (percent, None)


def _allred(match: Match) -> Allred | None:
    groups = match.groupdict()
    total = groups.get("total")
    first, second = groups.get("ps"), groups.get("is")
    if total is None and (first is None or second is None):
        return None
    a, b = (int(digits(g)) if g else None for g in (first, second))
    if a is not None and b is not None and a <= 3 < b:
        a, b = b, a
    value = int(digits(total)) if total else (a or 0) + (b or 0)
    if value > 8:
        return None
    return Allred(total=value, proportion=a, intensity=b, text=" ".join(match[0].split()))


def _h_score(match: Match) -> HScore | None:
    value = read_number(match["n"])
    return HScore(value=value, text=" ".join(match[0].split())) if value is not None and value <= 300 else None


def _irs(match: Match) -> Irs | None:
    value = int(digits(match["n"]))
    pp, si = match.groupdict().get("pp"), match.groupdict().get("si")
    if value > 12:
        return None
    return Irs(value=value, proportion=int(pp) if pp else None, intensity=int(si) if si else None, text=" ".join(match[0].split()))


def _j_score(match: Match) -> JScore:
    return JScore(value=int(match["n"]), text=" ".join(match[0].split()))


def _fmol(match: Match) -> LigandBinding | None:
    value = read_number(match["n"])
    return None if value is None else LigandBinding(value=value, text=" ".join(match[0].split()))


_PLUS = r"\s?[+:=\-]?\s{0,2}"
_SHARE = rf"\s{{0,2}}({_N})\s?[%4]?"

SCORE_RULES: tuple[Rule, ...] = (
    # "(0- 40%; 1+ 40%; 2+ 10%; 3+ 10%)", "(0 100%)": shares of cells by intensity
    Rule(
        "distribution", "distribution",
        rf"\(?(?<![\w.])[0O]\+?\s?[-:=]?\s{{0,2}}(?P<p0>1[0OD]{{2}}|\d{{1,2}}|[0O])\s?[%48](?:[\s;,.]{{1,3}}1\+?\s?[-:=]?\s{{0,2}}(?P<p1>{_N}??)\s?[%48Z][\s;,.]{{1,3}}2\+?\s?[-:=]?\s{{0,2}}(?P<p2>{_N}??)\s?[%48Z][\s;,.]{{1,3}}3\+?\s?[-:=]?\s{{0,2}}(?P<p3>{_N}??)\s?[%48Z])?\)?",
        _distribution,
    ),
    # "20%; 1+ 30%; 2+ 30%; 3+ 20%)": the opening "(0-" lost
    Rule(
        "distribution_open", "distribution",
        rf"(?<![\d.+])(?P<p0>\d{{1,3}})\s?%[\s;,.]{{1,3}}1\+\s?[-:=]?\s{{0,2}}(?P<p1>{_N})\s?%[\s;,.]{{1,3}}2\+\s?[-:=]?\s{{0,2}}(?P<p2>{_N})\s?%[\s;,.]{{1,3}}3\+\s?[-:=]?\s{{0,2}}(?P<p3>{_N})\s?%\)?",
        _distribution, cues=("1+",),
    ),
    # "weak 10%, moderate 30%, strong 40%", "negative 20%, weak 10%, …", "0 (5%), 1+ (10%), 2+ (25%), 3+ (60%)", "1+: 5%, 2+: 20%, 3+: 75%"
    Rule(
        "distribution_words", "distribution",
        rf"(?:(?:\b(?:negative|none|no staining)|(?<![\w.])0\+?)\s?[:=(\-]?\s?(?P<p0>{_N})\s?%\W{{1,4}})?(?:\bweak(?:ly)?|\b1\+)\s?[:=(\-]?\s?(?P<p1>{_N})\s?%\W{{1,4}}(?:\b(?:moderate(?:ly)?|intermediate)|\b2\+)\s?[:=(\-]?\s?(?P<p2>{_N})\s?%\W{{1,4}}(?:and )?(?:\bstrong(?:ly)?|\b3\+)\s?[:=(\-]?\s?(?P<p3>{_N})\s?%\)?(?:\W{{1,4}}total\W{{1,3}}(?P<total>{_N})\s?%)?",
        _distribution_words, cues=("%",),
    ),
    # "H-score: 270", "HSCORE OF 90", "histoscore 120/300", "H score = 180 (0-300)"
    Rule(
        "h_score", "h_score",
        rf"\b(?:h\W{{0,2}}«score»|histo\W?«score»)s?(?:\s?\([^)\d]{{0,30}}\))?[\s:=.(,\-]{{0,4}}(?:of|is|was|value)?[\s:=.(\-]{{0,4}}(?P<n>\d{{1,3}}(?:\.\d+)?)(?![\d%A-Za-z]|\s?[x×*])(?:\s?(?:/|out of)\s?300)?",
        _h_score,
    ),
    # "H-score = (1 x 10) + (2 x 30) + (3 x 40) = 190"
    Rule("h_score_sum", "h_score", r"\bh\W{0,2}score[^.;\n\d]{0,12}(?:[(\[]?\s?[0-3]\s?[x×*]\s?\d{1,3}\s?%?\s?[)\]]?\s?\+?\s?){2,4}=\s?(?P<n>\d{1,3})(?![\d%])", _h_score),
    # "Histoscore for ER: 300", "H-scores: ER 240, PR 110", "H-scores of 280 and 140"
    Rule("h_score_for", "h_score", r"(?<=(?:h\W?scores?|histoscores?)[^.;\n\d]{0,6}(?:[^.;\n]{0,40}\D)?(?:\bER|\bPR|\bPgR|receptors?)\)?\s?[:=]?\s?)(?P<n>\d{1,3})(?![\d%./+])", _h_score, cues=("score",)),
    Rule("h_score_listed", "h_score", r"(?<=(?:h\W?scores?|histoscores?)\s(?:of\s)?\d{1,3}\s?(?:and|,)\s?)(?P<n>\d{1,3})(?![\d%])", _h_score, cues=("score",)),
    # "IRS 12 (4x3)", "immunoreactive score (Remmele): 8/12", "IRS: 4 x 3 = 12"
    Rule(
        "irs_product", "irs",
        r"(?:\bIRS\b|immunoreactive score)(?:[^\d\n]{0,25})(?P<pp>[0-4])\s?[x×*]\s?(?P<si>[0-3])\s?=\s?(?P<n>\d{1,2})(?:\s?/\s?12)?",
        _irs, cues=("irs", "immunoreactive"),
    ),
    Rule(
        "irs", "irs",
        r"(?:\bIRS\b|immuno\W?reactiv(?:e|ity) score|remmele(?:\W{1,3}(?:and )?stegner)?(?: score)?)(?:[^\d\n;]{0,34}?)(?P<n>\d{1,2})(?!\d|\s?%|[.,]\d|\s?[x×])(?:\s?of\s12)?(?:\s?/\s?12)?(?:\s?\(\s?(?P<pp>[0-4])\s?[x×*]\s?(?P<si>[0-3])\s?\))?",
        _irs, cues=("irs", "reactiv", "remmele"),
    ),
    # "J-score 3b"
    Rule("j_score", "j_score", r"\bj\W?score\W{0,3}(?:of|is)?\s?(?P<n>[0-3])[ab]?\b", _j_score, cues=("score",)),
    # "49 fmol/mg protein"
    Rule("fmol", "ligand_binding", r"(?P<n>\d{1,4}(?:\.\d+)?)\s?(?:fmol|femtomoles?|fm)\s?(?:/|per)\s?(?:mg|milligram)(?:\s(?:of )?(?:cytosol )?protein)?", _fmol, cues=("fm", "femto")),
    # "PS 5 + IS 3 = 8", "proportion score 5, intensity score 3, total score 8", "PS 5 IS 3 TS 8"
    Rule(
        "allred_parts", "allred",
        r"(?:allred\W{0,3}(?:score)?\W{0,4})?(?:proportion(?:al)?(?: score)?|\bPS)\W{0,3}(?:of )?(?P<ps>[0-5])(?:\s?/\s?5)?(?:[\s,;.+&|]|and){1,6}(?:intensity(?: score)?|\bIS)\W{0,3}(?:of )?(?P<is>[0-3])(?:\s?/\s?3)?(?:(?:[\s,;.=&|()]|and|for a){1,8}(?:total(?: allred)?(?: score)?|\bTS|allred(?: score)?|sum)\W{0,3}(?:of )?(?P<total>[0-8])(?:\s?/\s?8)?|\s?=\s?(?P<total>[0-8])(?:\s?/\s?8)?)?",
        _allred,
    ),
    Rule(
        "allred_parts_reversed", "allred",
        r"(?:allred\W{0,3}(?:score)?\W{0,4})?(?:intensity(?: score)?|\bIS)\W{0,3}(?:of )?(?P<is>[0-3])(?:\s?/\s?3)?(?:[\s,;.+&|]|and){1,6}(?:proportion(?:al)?(?: score)?|\bPS)\W{0,3}(?:of )?(?P<ps>[0-5])(?:\s?/\s?5)?(?:(?:[\s,;.=&|()]|and|for a){1,8}(?:total(?: allred)?(?: score)?|\bTS|allred(?: score)?|sum)\W{0,3}(?:of )?(?P<total>[0-8])(?:\s?/\s?8)?|\s?=\s?(?P<total>[0-8])(?:\s?/\s?8)?)?",
        _allred,
    ),
    # "Allred score 5+3 = 8", "Allred: 5 + 3 = 8/8", "(5+3=8)"
    Rule(
        "allred_sum", "allred",
        r"(?:all?r[e]?ad\W{0,3}|allred\W{0,3}|quick\W?)?(?:scr?or?e?\W{0,3})?(?:of |is )?(?<!\d)(?P<ps>[0-5])\s?\+\s?(?P<is>[0-3])\s?[=+]\s?(?P<total>[0-8])(?!\d|\s?%)(?:\s?/\s?8)?",
        _allred,
    ),
    # "Allred 8 = 5+3", "Allred 8 (5+3)", "Allred score 8/8 (PS5 + IS3)"
    Rule(
        "allred_total_sum", "allred",
        r"(?:all?re?a?d|quick)\W{0,3}(?:(?:total )?scr?or?e?)?\W{0,4}(?:of |is )?(?P<total>[0-8])(?:\s?/\s?8|\s?out of\s?8)?\s?[=(]{1,2}\s?(?:PS|P|proportion)?\s?(?P<ps>[0-5])\s?\+\s?(?:IS|I|intensity)?\s?(?P<is>[0-3])\)?",
        _allred, cues=("all", "quick"),
    ),
    # "Allred score: 8/8", "Allred 7", "quick score 8/8", "Allred score of 7 out of 8"
    Rule(
        "allred", "allred",
        r"(?:all?[ri]e?a?d|quick)(?:\W{0,3}(?:quick|total|allred)\)?)?(?:\W{0,3}scr?or?e?s?)?(?:\s?\((?:0\s?[-–]\s?8|[a-z ]{1,20})\))?\W{0,4}(?:of|is|was|total)?\W{0,2}(?P<total>[0-8])(?![\d%.])(?!\s?%)(?!\s?[-–]\s?\d)(?:\s?/\s?8(?!\d)|\s?out\sof\s(?:8|eight))?(?!\s?/\s?\d)",
        _allred, cues=("all", "quick"),
    ),
    # "Allred score for ER: 8", "Allred (ER) 8", "Allred score: ER = 7, PR = 6", "Allred scores of 8 and 6"
    Rule("allred_for", "allred", r"(?<=(?:all[ri]?e?a?d|quick)[^.;\n\d]{0,20}(?:[^.;\n]{0,40}\D)?(?:\bER|\bPR|\bPgR|receptors?)\)?\s?[:=]?\s?)(?P<total>[0-8])(?![\d%.]\d?)(?!\s?[-–+/]\s?\d)(?:\s?/\s?8(?!\d))?", _allred, cues=("all", "quick")),
    Rule("allred_listed", "allred", r"(?<=(?:all[ri]?e?a?d|quick)\sscores?\s(?:of\s)?[0-8](?:/8)?\s?(?:and|,)\s?)(?P<total>[0-8])(?!\d|\s?%)(?:\s?/\s?8(?!\d))?", _allred, cues=("all", "quick")),
    # "score 7/8", "8/8", "TS 8/8", "8 points"
    Rule("allred_of_eight", "allred", r"(?<![\d/.\-])(?P<total>[0-8])\s?(?:/\s?8(?![\d/])|out\sof\s(?:8|eight)\b)", _allred),
    Rule("allred_points", "allred", r"(?<!\d[/.\-]?)(?P<total>[0-8])\spoints?\b", _allred, cues=("point",)),
)

PERCENT_RULES: tuple[Rule, ...] = (
    # "Percentage of tumor cells with nuclear positivity: 90", "% positive: 85", "Percent: 98"
    Rule(
        "percent_labelled", "percent",
        rf"(?:(?<!\d\s?)%|«percent»(?:age)?)(?: (?:of )?[^.:=\d\n]{{0,60}}?(?:cells|nuclei|positiv\w*|staining|stained)[^.:=\d\n]{{0,40}})?\s?[:=]\s{{0,3}}(?:(?P<cmp>{BELOW}|{ABOVE}|{ABOUT})\s{{0,2}})?(?P<n>{_N}){SIGN}?(?![\d/]|\s?(?:-|–|to)\s?\d)",
        _single,
    ),
    # "60-70%", "60% to 70%", "between 60 and 70 %", "10 – 20%"
    Rule(
        "percent_range", "percent",
        rf"(?:between )?(?<![\w.])(?P<low>{_N})(?:{SIGN})?\s?(?:-|–|—|~|to|and(?<=between .{{1,12}}and))\s?(?P<high>{_N}){SIGN}",
        _range,
    ),
    # "75% or more", "90%+"
    Rule("percent_or_more", "percent", rf"(?<![\w.])(?P<n>{_N}){SIGN}\s?(?P<after>\+(?!\+)|or (?:more|greater|above|less|fewer|below)|and above)", _single),
    # "over 75%", "<1%", "less than 1 percent", ">= 10 %", "about 80%"
    Rule(
        "percent_compared", "percent",
        rf"(?P<cmp>{BELOW}|{ABOVE}|{ABOUT})\s{{0,2}}(?:the )?(?P<n>{_N}){SIGN}", _single,
    ),
    # "95%", "9O %", "100 percent"
    Rule("percent", "percent", rf"(?<!\w)(?<!\d[,./])(?<!(?<![A-Za-z+(])\d\s(?=\d\s?%))(?P<n>{_N}){SIGN}", _single),
    # "958 OF NUCLEAR STAINING", "90t nuclear staining": the sign misread as a letter or a digit
    Rule(
        "percent_sign_misread", "percent",
        rf"(?<![\w.,/])(?P<at>(?P<n>100|[1-9][05O]|[05O])[8tSZ96])(?=\W{{1,3}}(?:of\W{{1,3}})?(?:nuclear|of\s(?:tumou?r|the)|tumou?r\W{{1,2}}cell))",
        _single,
    ),
    # "estrogen receptor (3OS)": the sign misread in brackets after the marker
    Rule("percent_sign_misread_bracket", "percent", rf"(?<=(?:receptors?|ER|PR|PgR)\W{{0,3}})\(\s?(?P<cmp>[<>])?\s?(?P<n>100|[1-9][05O])[8tSZ]\s?\)", _single),
    # "90 OF NUCLEAR STAINING": the sign lost
    Rule("percent_sign_lost", "percent", r"(?<![\w.,/\-])(?P<at>(?P<n>\d{1,2}|100))(?=\W{1,2}of\W{1,2}(?:nuclear\W{1,2}stain|tumou?r\W{1,2}(?:cell|nuclei)|(?:the\W{1,2})?(?:cells|nuclei)))", _single),
    # "% TUMOR STAINED | INTENSITY" as the head of a column, then "Estrogen Receptor. 100. 3. POSITIVE"
    Rule(
        "percent_column", "percent",
        r"(?<=(?:receptors?|\bER|\bPR|\bPgR)\W{1,4})(?P<at>(?P<n>\d{1,3}))(?=\W{1,3}(?:[0-3]\+?\W|positive|negative|weak|moderate|strong|low|high))",
        _column, cues=("%", "percent"),
    ),
    # "ninety percent of the nuclei", "less than one percent"
    Rule(
        "percent_in_words", "percent",
        rf"(?:(?P<cmp>{BELOW}|{ABOVE}|{ABOUT}) )?\b(?P<n>(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|ten|fifteen|(?:one )?hundred|one|two|three|four|five|six|seven|eight|nine))(?:\s«percent»\b|\sper\scent\b)",
        _word, cues=tuple(f"{letter} per" for letter in "eotyrxndn"),
    ),
    # "all of the tumor nuclei stain", "100 of 100 cells" is read elsewhere
)
