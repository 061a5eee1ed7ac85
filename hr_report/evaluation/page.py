"""What an evaluation found, as text for the terminal and as a page to read the disagreements on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.evaluation.compare import Comparison, Score, wilson
from hr_report.writing import wording
from hr_report.writing.html import wrap_page
from hr_report.writing.markup import Html, el, join

if TYPE_CHECKING:
    from collections.abc import Sequence

_VERDICTS = ("agree", "near", "wrong", "missed", "spurious", "other", "unread")


def say_scores(scores: Sequence[Score]) -> str:
    """The scores as lines: each share with its 95 % interval."""
    lines = []
    for score in scores:
        counts = ", ".join(f"{score.counts[v]} {v}" for v in _VERDICTS if score.counts.get(v))
        lines.append(f"{score.marker.label:5} {score.total} labelled: {counts or 'nothing'}")
        lines.append(f"      agree {say_share(score.counts.get('agree', 0), score.total)}")
        wrong = say_share(score.counts.get("wrong", 0), score.total)
        lines.append(f"      wrong {wrong}, {score.wrong_without_flag} of them without a review flag")
    return "\n".join(lines) + "\n"


def say_share(hits: int, total: int) -> str:
    """A share with its interval: "97.5 % (93.1 to 99.1)"."""
    if not total:
        return "not measured"
    low, high = wilson(hits, total)
    return f"{100 * hits / total:.1f} % ({100 * low:.1f} to {100 * high:.1f})"


def write_disagreements(scores: Sequence[Score], compared: Sequence[Comparison], losses: Sequence[Comparison]) -> str:
    """A page with the confusion tables and every disagreement with the words that were read; wrong ones first."""
    order = {verdict: place for place, verdict in enumerate(("wrong", "near", "spurious", "missed", "other", "unread"))}
    found = sorted((c for c in compared if c.verdict != "agree"), key=lambda c: (order[c.verdict], c.file, c.marker))
    body = join(
        el("header", el("h1", "Labels against results"), el("p", wording.DISCLAIMER, class_="soft")),
        el(
            "main",
            el("div", *(_write_score(score) for score in scores), class_="cards"),
            _list_comparisons("Lost since the earlier run", losses) if losses else Html(""),
            _list_comparisons("Disagreements", found),
            id="main",
        ),
    )
    return wrap_page("Labels against results", body)


def _write_score(score: Score) -> Html:
    head = el("tr", *(el("th", text, scope="col") for text in ("Label", "Read", "Reports")))
    rows = [
        el("tr", el("td", _plain(truth)), el("td", _plain(read)), el("td", str(count), class_="number"))
        for (truth, read), count in sorted(score.confusion.items())
    ]
    name = score.marker.label
    agree = say_share(score.counts.get("agree", 0), score.total)
    wrong = say_share(score.counts.get("wrong", 0), score.total)
    return el(
        "section",
        el("h2", name),
        el("p", f"Agree {agree}"),
        el("p", f"Wrong {wrong}; {score.wrong_without_flag} without a review flag"),
        el("table", el("thead", head), el("tbody", *rows)),
        class_=f"card {score.marker.value}",
        aria_label=name,
    )


def _list_comparisons(title: str, found: Sequence[Comparison]) -> Html:
    columns = ("File", "Marker", "Label", "Read", "Verdict", "Words that were read")
    head = el("tr", *(el("th", text, scope="col") for text in columns))
    rows = [_write_comparison(one) for one in found]
    table = el("table", el("thead", head), el("tbody", *rows))
    region = el("div", table, class_="scroll", tabindex="0", role="region", aria_label=title)
    return el("section", el("h2", f"{title}: {len(found)}"), region, aria_label=f"{title} list")


def _write_comparison(one: Comparison) -> Html:
    flag = " (flagged for review)" if one.needs_review else ""
    return el(
        "tr",
        el("th", one.file, scope="row"),
        el("td", one.marker.label),
        el("td", _plain(one.truth.value)),
        el("td", _plain(one.read.value if one.read else "unread")),
        el("td", one.verdict + flag),
        el("td", " ... ".join(f"“{quote}”" for quote in one.quotes)),
    )


def _plain(status: str) -> str:
    return status.replace("_", " ")
