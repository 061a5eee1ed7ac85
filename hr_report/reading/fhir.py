"""FHIR JSON (DiagnosticReport, alone, in a Bundle, or a line each) becomes Documents: forms, conclusion and results.

Only what the file itself carries is read: attachments that are given as an address are told, never fetched. Source: HL7
FHIR R4 (4.0.1), DiagnosticReport, DocumentReference, Observation, Attachment.
"""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from hr_report.errors import ContentError, DamagedFileError, EmptySourceError
from hr_report.reading.document import Document, Notice
from hr_report.reading.html import html_to_text
from hr_report.reading.parts import joined
from hr_report.reading.text import decode, document_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    ReadEnclosed = Callable[[bytes], Document]

Resource = dict[str, Any]

_REPORTS = ("DiagnosticReport", "DocumentReference")
_VOID = ("entered-in-error", "cancelled")


def read_fhir(content: bytes, *, name: str = "", enclosed: ReadEnclosed) -> tuple[Document, ...]:
    """Every report of a FHIR file; `enclosed` reads a file that a report carries, of whatever kind.

    Raises:
        DamagedFileError: it is not JSON.
        EmptySourceError: it holds no report with text.
    """
    resources = list(_resources(content, name))
    known = {_key(resource): resource for resource in resources if _key(resource)}
    found = []
    for number, resource in enumerate(r for r in resources if r.get("resourceType") in _REPORTS):
        if resource.get("status") not in _VOID:
            label = f"{name}#{resource.get('id') or number + 1}"
            document = _document(resource, known, label, content, enclosed)
            found += [document] if document else []
    if not found:
        raise EmptySourceError(f"{name or 'The file'} holds no diagnostic report with text.")
    return (joined(found, name=name, kind="fhir", content=content),) if len(found) == 1 else tuple(found)


def _resources(content: bytes, name: str) -> Iterator[Resource]:
    text, _, _ = decode(content)
    try:
        roots = [json.loads(text)]
    except json.JSONDecodeError:
        try:  # a line each, as bulk exports are written
            roots = [json.loads(line) for line in text.splitlines() if line.strip()]
        except json.JSONDecodeError as error:
            raise DamagedFileError(f"{name or 'The file'} looks like FHIR and is not JSON.") from error
    except RecursionError as error:
        raise DamagedFileError(f"{name or 'The file'} is nested too deeply.") from error
    for root in roots:
        yield from _inside(root)


def _inside(value: Any) -> Iterator[Resource]:
    if isinstance(value, list):
        for item in value:
            yield from _inside(item)
    elif isinstance(value, dict) and value.get("resourceType") == "Bundle":
        for entry in value.get("entry") or []:
            inner = entry.get("resource")
            if isinstance(inner, dict):
                yield from _inside(inner | {"_url": entry.get("fullUrl", "")})
    elif isinstance(value, dict):
        yield value
        for inner in value.get("contained") or []:
            if isinstance(inner, dict):
                yield inner | {"_url": f"#{inner.get('id', '')}"}


def _key(resource: Resource) -> str:
    return str(resource.get("_url") or f"{resource.get('resourceType', '')}/{resource.get('id', '')}")


def _document(
    report: Resource, known: Mapping[str, Resource], name: str, content: bytes, enclosed: ReadEnclosed
) -> Document | None:
    lines = [*_result_lines(report, known), *_conclusion(report)]
    parts, told = _forms(report, enclosed)
    if not lines and not parts:
        lines = _narrative(report)
    if lines:
        parts.insert(0, document_of("\n".join(lines), name=name, kind="fhir"))
    if not parts:
        return None
    if report.get("status") in ("preliminary", "partial", "registered"):
        told.append(Notice("preliminary", "The report is marked as preliminary."))
    return joined(parts, name=name, kind="fhir", content=content, notices=told)


def _result_lines(report: Resource, known: Mapping[str, Resource]) -> Iterator[str]:
    for link in report.get("result") or []:
        address = str(link.get("reference", ""))
        observation = known.get(address) or next((r for key, r in known.items() if key.endswith(f"/{address}")), None)
        if observation is None or observation.get("status") in _VOID:
            continue
        yield from _observation_lines(observation)


def _observation_lines(observation: Resource) -> Iterator[str]:
    name = _concept(observation.get("code"))
    value = _value(observation)
    if value:
        yield f"{name}: {value}"
    for part in observation.get("component") or []:
        if inner := _value(part):
            yield f"{name}, {_concept(part.get('code'))}: {inner}"
    yield from (str(note["text"]) for note in observation.get("note") or [] if note.get("text"))


def _value(observation: Resource) -> str:
    if quantity := observation.get("valueQuantity"):
        unit = quantity.get("unit") or quantity.get("code") or ""
        return f"{quantity.get('comparator', '')}{quantity.get('value', '')} {unit}".strip()
    if span := observation.get("valueRange"):
        low, high = span.get("low", {}), span.get("high", {})
        return f"{low.get('value', '')}-{high.get('value', '')} {high.get('unit', '')}".strip()
    if ratio := observation.get("valueRatio"):
        top, below = ratio.get("numerator", {}), ratio.get("denominator", {})
        return f"{top.get('value', '')}/{below.get('value', '')}"
    plain = observation.get("valueString", observation.get("valueInteger"))
    if plain is not None:
        return str(plain)
    said = _concept(observation.get("valueCodeableConcept")) or _concept(observation.get("dataAbsentReason"))
    return said or ", ".join(filter(None, (_concept(item) for item in observation.get("interpretation") or [])))


def _concept(concept: Any) -> str:
    if not isinstance(concept, dict):
        return ""
    codings = concept.get("coding") or [{}]
    return str(concept.get("text") or codings[0].get("display") or codings[0].get("code") or "")


def _conclusion(report: Resource) -> list[str]:
    said = [str(report["conclusion"])] if report.get("conclusion") else []
    coded = [text for text in map(_concept, report.get("conclusionCode") or []) if text and text not in said]
    return ["", "CONCLUSION:", *said, *coded] if said or coded else []


def _narrative(report: Resource) -> list[str]:
    markup = (report.get("text") or {}).get("div")
    return [html_to_text(str(markup))[0]] if markup else []


def _forms(report: Resource, enclosed: ReadEnclosed) -> tuple[list[Document], list[Notice]]:
    """The files that a report presents. Several forms of the same report are read all: they may differ."""
    given = [*(report.get("presentedForm") or []), *[c.get("attachment") or {} for c in report.get("content") or []]]
    parts, told = [], []
    for form in given:
        if not form.get("data"):
            told.append(Notice("attachment", "The report points to a file outside of it, which was not read."))
            continue
        try:
            parts.append(enclosed(base64.b64decode(form["data"])))
        except (binascii.Error, ContentError) as error:
            told.append(Notice("attachment", f"A form of the report could not be read ({type(error).__name__})."))
    return parts, told
