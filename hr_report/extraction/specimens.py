"""Which specimen or tumour a statement speaks of, and when two statements speak of different ones.

A report names its tumours in several ways at once: a side, a part, a block, a number. Two statements are about
different tumours only when they carry different names of the same kind; a block beside a part says nothing. Names met
in the gross description or the history do not reach beyond them, and an addendum starts afresh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hr_report.extraction.sections import Sections

#: Kinds of names, the most telling first: it labels the specimen.
KINDS = ("tumour", "part", "side", "block")

_REACH = 1500
"""Characters over which a name holds without being repeated."""

T = TypeVar("T")


def names_at(sections: Sections, offset: int) -> dict[str, str]:
    """The names in force at `offset`: the nearest one of each kind."""
    begin = _fresh_start(sections, offset)
    names: dict[str, str] = {}
    for at, kind, label in sections.labels:
        if at > offset:
            break
        if at >= begin and offset - at <= _REACH:
            names[kind] = label
            if kind == "part":
                names.pop("tumour", None)
    return names


def _fresh_start(sections: Sections, offset: int) -> int:
    """Where names begin to count: at the last addendum, or after the last gross description or history."""
    begin, closed = 0, False
    for section in sections.sections:
        if section.start > offset:
            break
        if section.kind == "addendum" or closed:
            begin, closed = section.start, False
        if section.kind in {"gross", "history"}:
            closed = True
    return begin


def are_different(left: Mapping[str, str], right: Mapping[str, str]) -> bool:
    """Whether two sets of names cannot be of one tumour."""
    return any(left[kind] != right[kind] for kind in left.keys() & right.keys())


def group_by_tumour(named: list[tuple[Mapping[str, str], T]]) -> list[tuple[dict[str, str], list[T]]]:
    """Put together what may be of one tumour, in the order of the text."""
    groups: list[tuple[dict[str, str], list[T]]] = []
    for names, member in named:
        for known, members in groups:
            if not are_different(known, names):
                known.update({kind: label for kind, label in names.items() if kind not in known})
                members.append(member)
                break
        else:
            groups.append((dict(names), [member]))
    return groups


def label_of(names: Mapping[str, str]) -> str:
    """How to call a specimen: its most telling name, and its side."""
    told = [names[kind] for kind in KINDS if kind in names]
    return ", ".join(told[:2]) if told else "specimen"
