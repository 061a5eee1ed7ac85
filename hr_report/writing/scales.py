"""ER, PR and HER2 drawn on their scales as inline SVG. Each picture says its content in words, for those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hr_report.models import Ihc, Ish
from hr_report.writing import wording
from hr_report.writing.markup import Html, el, join
from hr_report.writing.values import say_number, say_percent

if TYPE_CHECKING:
    from hr_report.models import Derived, Her2Result, ReceptorResult

_LEFT, _WIDTH = 14, 332
_VIEW = _WIDTH + 2 * _LEFT
_SHARE = "tumour nuclei that stain"
_PERCENT_TICKS = ((0, "0"), (1, "1"), (10, "10"), (50, "50"), (100, "100 %"))
_IHC_STEPS = ("0", "1+", "2+", "3+")
_IHC_RANGE = {
    Ihc.ZERO: (0, 0),
    Ihc.ZERO_PLUS: (0, 0),
    Ihc.ZERO_TO_ONE: (0, 1),
    Ihc.ONE: (1, 1),
    Ihc.ONE_TO_TWO: (1, 2),
    Ihc.TWO: (2, 2),
    Ihc.TWO_TO_THREE: (2, 3),
    Ihc.THREE: (3, 3),
}


def draw_receptor(result: ReceptorResult) -> Html:
    """Every scale on which the report gives a value for ER or PR; the empty percent scale where it gives none."""
    name = result.marker.label
    drawn = []
    worked_out = next((d for d in result.derived if d.kind == "percent"), None)
    if result.percent is None and worked_out:
        drawn.append(_draw_worked_out(worked_out, name))
    elif result.percent or not (result.allred or result.h_score):
        drawn.append(_draw_percent(result, name))
    if result.allred:
        drawn.append(
            _draw_steps(
                f"{name}: Allred {result.allred.total} on a scale from 0 to 8",
                "Allred score",
                tuple(map(str, range(9))),
                (result.allred.total, result.allred.total),
                impossible=1,
            )
        )
    if result.h_score:
        value = float(result.h_score.value)
        said = f"{name}: H-score {say_number(result.h_score.value)} on a scale from 0 to 300"
        ticks = (*((v, str(v)) for v in (0, 100, 200, 300)),)
        drawn.append(_draw_line(said, "H-score", 300, (value, value), ticks))
    return join(*drawn)


def draw_her2(result: Her2Result) -> Html:
    """The IHC steps and, where ISH is reported, its answers, with the reported ones marked."""
    drawn = []
    if result.ihc or not result.ish:
        said = f"HER2: immunohistochemistry {result.ihc.value}" if result.ihc else "HER2: no immunohistochemistry score"
        place = _IHC_RANGE[result.ihc] if result.ihc else None
        drawn.append(_draw_steps(f"{said} on a scale of 0, 1+, 2+ and 3+", "IHC", _IHC_STEPS, place))
    if result.ish:
        answers = (Ish.NOT_AMPLIFIED, Ish.EQUIVOCAL, Ish.AMPLIFIED)
        where = answers.index(result.ish) if result.ish in answers else None
        said = f"HER2: in-situ hybridisation {wording.ISH[result.ish]}"
        place = (where, where) if where is not None else None
        drawn.append(_draw_steps(said, "ISH", tuple(wording.ISH[a] for a in answers), place))
    return join(*drawn)


def _draw_percent(result: ReceptorResult, name: str) -> Html:
    if result.percent is None:
        return _draw_line(f"{name}: no percentage in the report; empty scale", _SHARE, 100, None, _PERCENT_TICKS)
    said = f"{name}: {say_percent(result.percent)} on a scale from 0 to 100 percent, with lines at 1 and 10 percent"
    reach = (float(result.percent.low), float(result.percent.high))
    return _draw_line(said, _SHARE, 100, reach, _PERCENT_TICKS)


def _draw_worked_out(derived: Derived, name: str) -> Html:
    """What a score leaves possible on the scale of percent: an open bar, so that it does not look reported."""
    low = f"above {say_number(derived.low)}" if derived.low_excluded else say_number(derived.low)
    high = f"below {say_number(derived.high)}" if derived.high_excluded else say_number(derived.high)
    caption = f"not reported; worked out: {low} to {high} % of tumour nuclei"
    reach = (float(derived.low), float(derived.high))
    return _draw_line(f"{name}: {caption}", caption, 100, reach, _PERCENT_TICKS, is_open=True)


def _draw_line(
    said: str,
    caption: str,
    top: float,
    reach: tuple[float, float] | None,
    ticks: tuple[tuple[float, str], ...],
    *,
    is_open: bool = False,
) -> Html:
    """A line from 0 to `top` with ticks; `reach` is drawn as a bar, or a drop where it is one value, or an open bar."""

    def x(value: float) -> float:
        return round(_LEFT + _WIDTH * min(max(value, 0), top) / top, 2)

    parts = [el("rect", x=_LEFT, y=26, width=_WIDTH, height=10, rx=5, class_="rail")]
    for value, label in ticks:
        cut = top == 100 and value in {1, 10}
        parts.append(el("line", x1=x(value), x2=x(value), y1=20 if cut else 24, y2=44, class_="cut" if cut else "tick"))
        anchor = "end" if value == top else "start" if value == 1 else "middle"
        nudge = {0: -4, 1: 1}.get(int(value), 0)
        parts.append(el("text", label, x=x(value) + nudge, y=58, text_anchor=anchor, class_="tick-label"))
    if reach is not None and is_open:
        width = round(max(x(reach[1]) - x(reach[0]), 2), 2)
        parts.append(el("rect", x=x(reach[0]), y=24, width=width, height=14, rx=5, class_="open"))
    elif reach is not None:
        low, high = x(reach[0]), x(reach[1])
        if high > low:
            parts.append(el("rect", x=low, y=26, width=round(high - low, 2), height=10, rx=4, class_="reach"))
        size = 8 if high == low else 6
        parts += [el("circle", cx=end, cy=31, r=size, class_="drop") for end in sorted({low, high})]
    return _picture(said, caption, parts, 64)


def _draw_steps(
    said: str, caption: str, steps: tuple[str, ...], reach: tuple[int, int] | None, impossible: int | None = None
) -> Html:
    """Boxes in a row, those within `reach` marked; the one that cannot occur is crossed out."""
    wide = _WIDTH / len(steps)
    parts = []
    for place, step in enumerate(steps):
        left = round(_LEFT + place * wide + 2, 2)
        hit = reach is not None and reach[0] <= place <= reach[1]
        width, middle, mark = round(wide - 4, 2), round(left + wide / 2 - 2, 2), " hit" if hit else ""
        parts.append(el("rect", x=left, y=16, width=width, height=28, rx=6, class_=f"step{mark}"))
        parts.append(el("text", step, x=middle, y=35, text_anchor="middle", class_=f"step-label{mark}"))
        if place == impossible:
            parts.append(el("line", x1=left + 6, x2=round(left + wide - 10, 2), y1=40, y2=20, class_="tick"))
    return _picture(said, caption, parts, 50)


def _picture(said: str, caption: str, parts: list[Html], height: int) -> Html:
    drawn = el("svg", *parts, viewBox=f"0 8 {_VIEW} {height - 4}", role="img", aria_label=said)
    return el("figure", drawn, el("figcaption", caption), class_="scale")
