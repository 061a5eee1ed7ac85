"""Forms whose values slipped against their labels, as OCR leaves them when it reads two columns one after the other.

    M STAGE: pN0. ESTROGEN RECEPTORS: pMX. PROGESTERONE RECEPTORS: positive. HER2/NEU: positive. zero or 1+.

A slip betrays itself: a stage stands in a receptor's field, a field is empty while another holds two values, or HER2
carries an H-score. The values are then given out in order, but only when there are exactly as many as labels and each
is of a kind that its marker can have. Otherwise nothing of the form is taken: `layout_damaged`.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hr_report.extraction.statements import VALUES, Group, Statement
from hr_report.models import Marker

if TYPE_CHECKING:
    from hr_report.extraction.mentions import Mention

_QUIET = re.compile(r"[\W_]*(?:ihc|fish|the|is|uuid)?[\W_]*", re.IGNORECASE)
_FIELD_KINDS = VALUES | {"stage", "placeholder"}


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a form: the mentions that stand together in one cell."""

    items: tuple[Mention, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of mentions in the cell."""
        return frozenset(item.kind for item in self.items)


def settle_slipped_forms(
    text: str, items: tuple[Mention, ...], groups: tuple[Group, ...], statements: list[Statement]
) -> list[Statement]:
    """Mend the statements of forms that slipped, or take nothing from them."""
    for run in _find_runs(text, items, groups):
        fields = _fields(text, items, run)
        if not _slipped(items, run, fields):
            continue
        starts = {group.start for group in run}
        kept = [statement for statement in statements if statement.group.start not in starts]
        statements = kept + _give_out(run, fields)
    return sorted(statements, key=lambda statement: statement.start)


def _find_runs(text: str, items: tuple[Mention, ...], groups: tuple[Group, ...]) -> list[list[Group]]:
    """Labels of different markers that follow each other with nothing but values between, each closed by a colon."""
    runs: list[list[Group]] = []
    for group in groups:
        if not _is_label(text, group):
            continue
        if (
            runs
            and _adjacent(text, items, runs[-1][-1], group)
            and not set(group.markers) & {m for g in runs[-1] for m in g.markers}
        ):
            runs[-1].append(group)
        else:
            runs.append([group])
    return [run for run in runs if len(run) > 1]


def _is_label(text: str, group: Group) -> bool:
    """Whether a group is one marker closed by a colon, or by the end of a line that it fills ("ESTROGEN RECEPTOR")."""
    closed = re.match(r"\s*[:;.]|[^\S\n]*(?P<end>\n)", text[group.end : group.end + 4])
    if closed is None or len(set(group.markers)) > 1:
        return False
    before = text[text.rfind("\n", 0, group.start) + 1 : group.start]
    if closed[0].strip() == "." and re.search(r"[a-z]\s+$", before):
        return False  # "see the separate report for HER2."
    return not (closed["end"] and re.search(r"\w\s*$", before))


def _adjacent(text: str, items: tuple[Mention, ...], left: Group, right: Group) -> bool:
    at = left.end
    for item in items[left.last + 1 : right.first]:
        if item.kind not in _FIELD_KINDS or not _QUIET.fullmatch(text[at : item.start]):
            return False
        at = item.end
    return bool(_QUIET.fullmatch(text[at : right.start])) and right.start - left.end < 140


def _fields(text: str, items: tuple[Mention, ...], run: list[Group]) -> list[Field]:
    """The cells of the form in order: values joined by a comma or a bracket share a cell."""
    cells: list[list[Mention]] = []
    labels = {index for group in run for index in range(group.first, group.last + 1)}
    at = run[0].end
    for index in range(run[0].last + 1, len(items)):
        item = items[index]
        if index in labels:
            at = item.end
            continue
        if item.kind not in _FIELD_KINDS or not _QUIET.fullmatch(text[at : item.start]) or len(cells) > 2 * len(run):
            break
        joined = cells and cells[-1][-1].end == at and _same_cell(cells[-1][-1], text[at : item.start], item)
        if joined and item.kind not in {member.kind for member in cells[-1]}:
            cells[-1].append(item)
        else:
            cells.append([item])
        at = item.end
    return [Field(tuple(cell)) for cell in cells]


def _same_cell(last: Mention, gap: str, item: Mention) -> bool:
    """Whether a value goes on in the cell of the last: "positive, H-score: 170", "Positive 90%"."""
    if {last.kind, item.kind} == {"status", "percent"} and not gap.strip(" "):
        return True
    return re.fullmatch(r"\s*[,(=:][\s,(=:]*(?:score)?[\s,(=:]*", gap) is not None


def _slipped(items: tuple[Mention, ...], run: list[Group], fields: list[Field]) -> bool:
    if not fields:
        return False
    empty = [group for group, after in itertools.pairwise(run) if after.first - group.last == 1]
    if len(fields) == 1 or (len(empty) == len(run) - 1 and len(fields) < len(run)):
        return False
    following = [(group, items[group.last + 1].kind) for group in run if group.last + 1 < len(items)]
    if any(kind == "stage" for _, kind in following):
        return True
    wrong_kind = any(kind == "h_score" for group, kind in following if Marker.HER2 in group.markers)
    return bool(empty) or wrong_kind or _h_score_under_her2(items, run)


def _h_score_under_her2(items: tuple[Mention, ...], run: list[Group]) -> bool:
    for group in run:
        if Marker.HER2 in group.markers:
            near = items[group.last + 1 : group.last + 3]
            return any(item.kind == "h_score" and item.start - group.end < 40 for item in near)
    return False


def _give_out(run: list[Group], fields: list[Field]) -> list[Statement]:
    """Values to labels in order; nothing, with the reason, where they do not match one to one."""
    fields = [field for field in fields if "stage" not in field.kinds]
    while len(fields) > len(run) and fields[0].kinds == {"placeholder"}:
        fields = fields[1:]
    fields = _by_h_scores(run, fields)
    if len(fields) != len(run) or not all(
        _suits(group.markers[0], field) for group, field in zip(run, fields, strict=True)
    ):
        return [Statement(group.markers[0], group, (), "form", reasons=("layout_damaged",)) for group in run]
    return [
        Statement(group.markers[0], group, field.items, "form", reasons=("layout_mended",))
        for group, field in zip(run, fields, strict=True)
    ]


def _by_h_scores(run: list[Group], fields: list[Field]) -> list[Field]:
    """Fields moved where their H-scores tell, since only ER and PR have one: HER2's is the PR's, slipped by a line."""
    last_is_her2 = Marker.HER2 in run[-1].markers
    if (
        last_is_her2
        and len(fields) == len(run)
        and "h_score" in fields[-1].kinds
        and fields[0].kinds == {"placeholder"}
    ):
        return [*fields[1:], Field(())]
    if last_is_her2 and len(fields) == len(run) - 1 and all("h_score" in field.kinds for field in fields):
        return [*fields, Field(())]
    return fields


def _suits(marker: Marker, field: Field) -> bool:
    """Whether a cell can be a value of `marker`: HER2 has grades, ER and PR have percentages and scores."""
    if field.kinds == {"placeholder"}:
        return True
    if marker is Marker.HER2:
        return not field.kinds & {"h_score", "allred", "percent", "distribution"}
    return not ("grade" in field.kinds and "status" not in field.kinds and "percent" not in field.kinds)
