"""One page that a person would rather look at than read text: self-contained, without script, every text escaped."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from hr_report.models import Her2Result, Status
from hr_report.writing import wording
from hr_report.writing.doubts import list_reasons, split_doubts
from hr_report.writing.highlight import Mark, find_mark, list_marks, write_text
from hr_report.writing.markup import Html, el, join, void
from hr_report.writing.page_view import place_marks, say_left_out, write_figure, write_pair_rules
from hr_report.writing.scales import draw_her2, draw_receptor
from hr_report.writing.values import list_values, say_diagnosis, say_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hr_report.models import Citation, Criterion, Discrepancy, Evidence, ReceptorResult, Report
    from hr_report.reading.document import Document
    from hr_report.reading.page_images import PageImage

_NOTHING = Html("")


def write_html(report: Report, document: Document, images: Sequence[PageImage] = ()) -> str:
    """The report as one HTML page.

    Args:
        report: what was read.
        document: the text that it was read from, shown in full with each quote marked.
        images: pictures of its pages, shown beside the text with a box over each quote.
    """
    marks = place_marks(list_marks(report, len(document.text)), document, images)
    main = el(
        "main",
        _write_review(report, marks),
        el("div", *(_write_card(r, report, marks) for r in (report.er, report.pr, report.her2)), class_="cards"),
        _write_noted(report, marks),
        _write_specimens(report),
        _write_meaning(report),
        _write_criteria(report, marks),
        _write_questions(report),
        _write_full_text(document, marks, images),
        id="main",
    )
    body = join(_write_header(report), main, _write_footer(report))
    return wrap_page(report.source.name or "Report", body, write_pair_rules(marks))


def wrap_page(title: str, body: Html, rules: str = "") -> str:
    """A whole page around `body`, which may load nothing and run nothing: its policy says so to the browser.

    Pictures may stand in the page itself. `rules` are style rules of this page alone.
    """
    css = resources.files("hr_report.writing").joinpath("page.css").read_text("utf-8") + rules
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    head = el(
        "head",
        void("meta", charset="utf-8"),
        void("meta", http_equiv="Content-Security-Policy", content=policy),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="referrer", content="no-referrer"),
        el("title", f"{title} - hr_report"),
        el("style", Html(css)),
    )
    skip = el("a", "Skip to the results", href="#main", class_="skip")
    return f"<!doctype html>\n{el('html', head, el('body', skip, body), lang='en')}\n"


def _write_header(report: Report) -> Html:
    source = report.source
    pages = f"{source.pages} page{'s' if source.pages != 1 else ''}, read as {source.reader}"
    notices = [el("p", f"Note: {notice}", class_="soft") for notice in source.notices]
    return el(
        "header",
        el("h1", source.name or "Report text"),
        el("p", say_diagnosis(report.diagnosis)),
        el("p", pages, class_="soft"),
        *notices,
        el("p", wording.DISCLAIMER, class_="soft"),
    )


def _write_card(result: ReceptorResult | Her2Result, report: Report, marks: tuple[Mark, ...]) -> Html:
    drawn = draw_her2(result) if isinstance(result, Her2Result) else draw_receptor(result)
    name = wording.MARKER_LONG[result.marker]
    title = name if name == result.marker.label else f"{name} ({result.marker.label})"
    reasons = [el("p", reason, class_="soft") for reason in list_reasons(result, report)]
    return el(
        "section",
        el("h2", title, id=f"title-{result.marker.value}"),
        el("p", wording.STATUS[result.status].capitalize(), class_="status"),
        el("p", ", ".join(list_values(result)), class_="values"),
        drawn if result.status not in {Status.NOT_REPORTED, Status.CONFLICTING} else _NOTHING,
        *(_write_quote(e, report, marks) for e in result.evidence),
        *reasons,
        class_=f"card {result.marker.value}",
        aria_labelledby=f"title-{result.marker.value}",
    )


def _write_quote(evidence: Evidence, report: Report, marks: tuple[Mark, ...]) -> Html:
    place = say_place(evidence, report.source.pages)
    mark = find_mark(marks, evidence)
    where = el("a", f"{place} in the report", href=f"#{mark.anchor}") if mark else Html(place)
    if mark and mark.shown:
        where = join(where, ", ", el("a", "on the page", href=f"#{mark.box}"))
    return el("blockquote", el("p", f"“{' '.join(evidence.quote.split())}”"), el("p", where, class_="source"))


def _write_review(report: Report, marks: tuple[Mark, ...]) -> Html:
    if not report.needs_review:
        return _NOTHING
    bare, asked, _ = split_doubts(report)
    items = [*(el("li", wording.say(reason)) for reason in bare), *(_write_clash(f, report, marks) for f in asked)]
    title = el("h2", "Needs a look by a person before anybody relies on it", id="title-review")
    return el("section", title, el("ul", *items), class_="review", aria_labelledby="title-review")


def _write_noted(report: Report, marks: tuple[Mark, ...]) -> Html:
    _, _, noted = split_doubts(report)
    if not noted:
        return _NOTHING
    return _section("Also noted", el("ul", *(_write_clash(found, report, marks) for found in noted)))


def _write_clash(found: Discrepancy, report: Report, marks: tuple[Mark, ...]) -> Html:
    sides = el("div", *(_write_quote(e, report, marks) for e in found.evidence), class_="sides")
    return el("li", el("p", found.message), sides if found.evidence else _NOTHING)


def _write_specimens(report: Report) -> Html:
    if len(report.specimens) < 2:
        return _NOTHING
    head = el("tr", *(el("th", title, scope="col") for title in ("Specimen or tumour", "ER", "PR", "HER2")))
    rows = []
    for one in report.specimens:
        cells = [
            el("td", el("strong", wording.STATUS[r.status].capitalize()), void("br"), ", ".join(list_values(r)))
            for r in (one.er, one.pr, one.her2)
        ]
        rows.append(el("tr", el("th", one.label, scope="row"), *cells))
    return _section("Each specimen or tumour", _table(el("thead", head), el("tbody", *rows)))


def _table(*parts: Html) -> Html:
    """A table that scrolls by itself on a narrow screen, by keyboard too."""
    return el("div", el("table", *parts), class_="scroll", tabindex="0", role="region", aria_label="Table")


def _write_meaning(report: Report) -> Html:
    paragraphs = [el("p", text) for text in report.candidacy.patient_text]
    return _section("What it means", el("p", report.candidacy.summary_text, class_="lead"), *paragraphs)


def _write_criteria(report: Report, marks: tuple[Mark, ...]) -> Html:
    candidacy = report.candidacy
    if not candidacy.criteria:
        return _NOTHING
    whose = wording.JURISDICTION.get(candidacy.jurisdiction, candidacy.jurisdiction)
    items = [_write_criterion(criterion, marks) for criterion in candidacy.criteria]
    title = f"The {whose} label of {candidacy.drug}, point by point"
    return _section(title, el("ul", *items, class_="checklist"))


def _write_criterion(criterion: Criterion, marks: tuple[Mark, ...]) -> Html:
    _, word = wording.CRITERION[criterion.state]
    found = dict.fromkeys(mark.anchor for e in criterion.evidence if (mark := find_mark(marks, e)))
    links = [el("a", f"See the report's words ({n})", href=f"#{anchor}") for n, anchor in enumerate(found, 1)]
    missing = el("p", f"Missing: {criterion.missing} (ask: {criterion.who_knows})") if criterion.missing else _NOTHING
    told = el("div", el("h3", criterion.title), el("p", criterion.reason), missing, *(el("p", link) for link in links))
    return el("li", el("span", word.capitalize(), class_=f"state {criterion.state.value}"), told)


def _write_questions(report: Report) -> Html:
    raised = [f"{c.text} ({c.reason})" if c.reason else c.text for c in report.candidacy.cautions if c.raised]
    parts = [_list_section("Cautions to raise with the care team", raised)]
    parts.append(_list_section("Questions for the care team", report.candidacy.questions))
    return join(*parts)


def _list_section(title: str, items: Iterable[str]) -> Html:
    listed = [el("li", item) for item in items]
    return _section(title, el("ul", *listed)) if listed else _NOTHING


def _write_full_text(document: Document, marks: tuple[Mark, ...], images: Sequence[PageImage]) -> Html:
    note = "The words that the results were read from are marked."
    pages = {page.number: page for page in document.pages}
    figures = {image.page: write_figure(image, pages[image.page], marks, document) for image in images}
    told = join(el("p", note, class_="soft"), say_left_out(marks, document, images))
    return _section("The report in full", told, write_text(document, marks, figures))


def _section(title: str, *children: Html) -> Html:
    name = "part-" + "".join(char if char.isalnum() else "-" for char in title.lower())
    return el("section", el("h2", title, id=name), *children, aria_labelledby=name)


def _write_footer(report: Report) -> Html:
    cited = (*(c.source for c in report.candidacy.criteria), *(c.source for c in report.candidacy.cautions if c.raised))
    sources = [el("li", _cite(source)) for source in {source.id: source for source in cited}.values()]
    versions = report.versions
    made = (
        f"Made by hr-report {versions.hr_report}. Guideline {versions.guideline}; drug label {versions.drug_label}; "
        f"knowledge checked on {versions.knowledge_checked_on}. File fingerprint (SHA-256) {report.source.sha256}."
    )
    listed = join(el("h2", "Sources"), el("ul", *sources)) if sources else _NOTHING
    return el("footer", listed, el("p", made, class_="soft"), el("p", wording.DISCLAIMER, class_="soft"))


def _cite(source: Citation) -> Html:
    title = el("a", source.title, href=source.url) if source.url and source.url.startswith("https://") else source.title
    return join(title, f" ({source.date})")
