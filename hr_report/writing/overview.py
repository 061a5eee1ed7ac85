"""The overview of a batch as one page: what came in, what was found, what needs a look, what failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.models import CandidacySummary, DiagnosisKind, Marker, Status
from hr_report.writing import wording
from hr_report.writing.html import wrap_page
from hr_report.writing.markup import Html, el, join
from hr_report.writing.summary import BINS, MOST_LISTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hr_report.writing.summary import Summary

_SUMMARY = {
    CandidacySummary.NOT_ABOUT_THIS: "not about breast cancer",
    CandidacySummary.CONFLICT: "specimens disagree",
    CandidacySummary.REPORT_DOES_NOT_MATCH: "result is not the one named in the label",
    CandidacySummary.REPORT_INCOMPLETE: "a receptor result is missing",
    CandidacySummary.REPORT_NEEDS_DISCUSSION: "needs discussion",
    CandidacySummary.REPORT_MATCHES_RECEPTOR_PART: "matches the receptor part of the label",
    CandidacySummary.ALL_ENTERED_POINTS_MATCH: "all entered points match",
}


def write_overview(summary: Summary, files: Mapping[str, int]) -> str:
    """The overview page.

    Args:
        summary: the counts.
        files: names of the other outputs beside the page, with their bytes.
    """
    total = summary.read + summary.failed
    header = el(
        "header",
        el("h1", f"{total:,} reports"),
        el("p", _count_outcomes(summary), class_="lead"),
        el("p", "Files: ", *_join_links(files)),
        el("p", wording.DISCLAIMER, class_="soft"),
    )
    main = el(
        "main",
        el("div", *(_write_marker(summary, marker) for marker in Marker), class_="cards"),
        _write_meaning(summary),
        _write_review(summary),
        _write_failures(summary),
        id="main",
    )
    return wrap_page("Overview of a batch", join(header, main))


def _count_outcomes(summary: Summary) -> str:
    twins = f" {summary.twins:,} have the same content as another." if summary.twins else ""
    return f"{summary.read:,} read, {summary.review:,} of them need a look, {summary.failed:,} failed.{twins}"


def _join_links(files: Mapping[str, int]) -> Iterable[Html]:
    for place, (name, size) in enumerate(files.items()):
        yield join(", " if place else "", el("a", name, href=name), f" ({_say_size(size)})")


def _say_size(size: int) -> str:
    """A size in words, so that nobody opens two gigabytes in a browser unwarned: "12 kB", "1.4 GB"."""
    for unit, name in ((1e9, "GB"), (1e6, "MB")):
        if size >= unit:
            return f"{size / unit:.1f}\N{NO-BREAK SPACE}{name}"
    return f"{-(-size // 1000)}\N{NO-BREAK SPACE}kB"


def _write_marker(summary: Summary, marker: Marker) -> Html:
    name = marker.label
    counts = summary.status[marker]
    rows = [(wording.STATUS[s].capitalize(), counts[s.value]) for s in Status if counts[s.value]]
    parts = [el("h2", wording.MARKER_LONG[marker]), _draw_bars(f"{name} status", rows)]
    if marker in summary.percent:
        parts += [el("h3", "Percent of tumour nuclei"), _draw_columns(name, summary.percent[marker])]
    return el("section", *parts, class_=f"card {marker.value}", aria_label=name)


def _draw_bars(title: str, rows: Sequence[tuple[str, int]]) -> Html:
    """Counts as bars, each with its words and number beside it: a table for those who listen."""
    most = max((count for _, count in rows), default=1)
    lines = []
    for label, count in rows:
        bar = el("rect", x=0, y=3, height=10, rx=3, width=round(100 * count / most, 2), class_="reach")
        drawn = el("svg", bar, viewBox="0 0 100 16", preserveAspectRatio="none", class_="bar", aria_hidden="true")
        lines.append(el("tr", el("th", label, scope="row"), el("td", drawn), el("td", f"{count:,}", class_="number")))
    return el("table", el("caption", title, class_="soft"), el("tbody", *lines), class_="bars")


def _draw_columns(name: str, counts: Mapping[str, int]) -> Html:
    """How often each range of percent occurs, as columns."""
    most = max(counts.values(), default=0) or 1
    total = sum(counts.values())
    wide, parts = 30, []
    for place, label in enumerate(BINS):
        high = round(70 * counts.get(label, 0) / most, 2)
        left = 8 + place * wide
        parts.append(el("rect", x=left, y=80 - high, width=wide - 6, height=high, rx=2, class_="reach"))
        parts.append(el("text", label.split("-")[0], x=left + 12, y=94, text_anchor="middle", class_="tick-label"))
    said = f"{name} percent, {total} reports: " + ", ".join(f"{b} %: {counts.get(b, 0)}" for b in BINS)
    drawn = el(
        "svg",
        *parts,
        el("line", x1=6, x2=336, y1=80.5, y2=80.5, class_="tick"),
        viewBox="0 4 344 94",
        role="img",
        aria_label=said,
    )
    caption = f"{total:,} reports give a number; lower end of each range"
    return el("figure", drawn, el("figcaption", caption), class_="scale")


def _write_meaning(summary: Summary) -> Html:
    rows = [(_SUMMARY[code].capitalize(), summary.candidacy[code.value]) for code in CandidacySummary]
    kinds = [(wording.DIAGNOSIS[kind], summary.diagnosis[kind.value]) for kind in DiagnosisKind]
    drawn = [
        _draw_bars("By report", [row for row in rows if row[1]]),
        _draw_bars("What the reports are about", [row for row in kinds if row[1]]),
        _draw_bars("Points that reports settle as met", summary.met.most_common()),
    ]
    return el(
        "section",
        el("h2", "What the reports say for the everolimus label", id="meaning"),
        el("div", *drawn, class_="cards"),
        aria_labelledby="meaning",
    )


def _write_review(summary: Summary) -> Html:
    if not summary.review:
        return Html("")
    reasons = [(wording.say(code), count) for code, count in summary.reasons.most_common()]
    rows = [
        el("tr", el("th", el("a", name, href=page) if page else name, scope="row"), el("td", why))
        for name, why, page in summary.to_review
    ]
    more = f"The first {MOST_LISTED:,}; the work-list has all {summary.review:,}." if summary.review > len(rows) else ""
    table = _write_table("Needs a look", ("File", "Why"), rows)
    parts = [el("h2", "Needs a look", id="review"), _draw_bars("Why", reasons), el("p", more, class_="soft"), table]
    return el("section", *parts, aria_labelledby="review")


def _write_failures(summary: Summary) -> Html:
    if not summary.failed:
        return Html("")
    rows = [
        el("tr", el("th", name, scope="row"), el("td", f"{message} {advice}"))
        for name, message, advice in summary.failures
    ]
    more = f"The first {MOST_LISTED:,}; failures.csv has all {summary.failed:,}." if summary.failed > len(rows) else ""
    table = _write_table("Failed", ("File", "What happened, and what to do"), rows)
    kinds = _draw_bars("By kind", summary.faults.most_common())
    parts = [el("h2", "Failed", id="failed"), kinds, el("p", more, class_="soft"), table]
    return el("section", *parts, aria_labelledby="failed")


def _write_table(title: str, heads: Sequence[str], rows: Sequence[Html]) -> Html:
    """A table that scrolls by itself on a narrow screen, by keyboard too."""
    head = el("thead", el("tr", *(el("th", text, scope="col") for text in heads)))
    table = el("table", head, el("tbody", *rows))
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=title)
