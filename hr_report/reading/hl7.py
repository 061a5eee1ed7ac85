r"""HL7 v2 messages (ORU) become Documents, one for each report: text, coded values, and PDFs that they carry.

A message is one report, or several where its OBR segments carry different filler numbers (OBR-3). Observations that a
later one corrects (same name and sub-id, OBX-11 "C") or deletes ("D", "W") are left out and told. Escapes of the FT and
TX types are undone once: `\.br\` is a line end, `\F\` a bar. Source: HL7 v2.5.1, chapters 2 and 7.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from hr_report.errors import ContentError, EmptySourceError
from hr_report.reading.document import Document, Notice
from hr_report.reading.parts import joined
from hr_report.reading.text import decode, document_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    ReadEnclosed = Callable[[bytes], Document]

_FRAMES = str.maketrans("", "", "\x0b\x1c")  # how messages are wrapped on the wire (MLLP)
_MESSAGE = re.compile(r"^(?=MSH[^\w\s])", re.MULTILINE)
_CHARSETS = {"UNICODE UTF-8": "utf-8", "8859/1": "latin-1", "8859/15": "iso8859-15", "ASCII": "ascii"}
_ESCAPE = re.compile(r"\\([^\\\n]{1,40})\\")
_COMMANDS = {"br": "\n", "sp": "\n", "ce": "\n", "fi": "", "nf": "", "in": "", "ti": ""}
_NARRATIVE = ("TX", "FT", "ST", "")
_GONE = ("D", "W")


@dataclass(frozen=True, slots=True)
class _Marks:
    """The five signs that a message declares in its header."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"


@dataclass(slots=True)
class _Observation:
    kind: str
    name: str
    sub: str
    value: str
    unit: str
    status: str
    notes: list[str] = field(default_factory=list)


def read_hl7(content: bytes, *, name: str = "", enclosed: ReadEnclosed) -> tuple[Document, ...]:
    """Every report of a file of messages; `enclosed` reads a file that a message carries, of whatever kind.

    Raises:
        EmptySourceError: no message holds an observation.
    """
    text, encoding, notices = _decoded(content)
    lines = text.translate(_FRAMES).replace("\r\n", "\n").replace("\r", "\n")
    found: list[Document] = []
    for message in _MESSAGE.split(lines):
        if message.startswith("MSH"):
            for number, observations in _reports(message):
                label = f"{name}#{number}" if number else name
                found.append(_document(observations, label, content, enclosed, encoding, notices))
    if not found:
        raise EmptySourceError(f"{name or 'The message'} holds no observations.")
    return (joined([found[0]], name=name, kind="hl7", content=content),) if len(found) == 1 else tuple(found)


def _decoded(content: bytes) -> tuple[str, str, tuple[Notice, ...]]:
    text, encoding, notices = decode(content)
    if not notices:
        return text, encoding, ()
    header = content.split(b"\r", 1)[0].split(b"\n", 1)[0].split(b"|")
    declared = _CHARSETS.get(header[17].decode("ascii", "replace").split("~")[0]) if len(header) > 17 else None
    return (content.decode(declared, "replace"), declared, ()) if declared else (text, encoding, notices)


def _reports(message: str) -> Iterator[tuple[str, list[_Observation]]]:
    """The observations of a message, for each report of it."""
    signs = message[3:8]
    marks = _Marks(*signs) if len(signs) == 5 and "\n" not in signs else _Marks()
    reports: dict[str, list[_Observation]] = {}
    number = ""
    for line in message.split("\n"):
        fields = line.split(marks.field)
        if fields[0] == "OBR":
            number = _field(fields, 3).split(marks.component)[0] or number
        elif fields[0] == "OBX":
            reports.setdefault(number, []).append(_observation(fields, marks))
        elif fields[0] == "NTE" and reports.get(number):
            reports[number][-1].notes.append(_plain(_field(fields, 3), marks))
    yield from reports.items()


def _field(fields: Sequence[str], number: int) -> str:
    return fields[number] if len(fields) > number else ""


def _observation(fields: Sequence[str], marks: _Marks) -> _Observation:
    kind = _field(fields, 2)
    code = _field(fields, 3).split(marks.component)
    value = _field(fields, 5)
    if kind in ("ED", "RP"):
        shown = value
    elif kind in ("CE", "CWE", "CNE", "CF"):
        shown = ", ".join(_coded(item.split(marks.component), marks) for item in value.split(marks.repetition))
    elif kind == "SN":
        shown = _plain("".join(value.split(marks.component)), marks)
    else:
        shown = "\n".join(_plain(item, marks) for item in value.split(marks.repetition))
    label = _plain((code[1] if len(code) > 1 else "") or code[0], marks)
    unit = _field(fields, 6).split(marks.component)[0]
    return _Observation(kind, label, _field(fields, 4), shown, _plain(unit, marks), _field(fields, 11))


def _coded(parts: Sequence[str], marks: _Marks) -> str:
    """What a coded value says: its original text, else its name, else the code."""
    original = parts[8] if len(parts) > 8 else ""
    return _plain(original or (parts[1] if len(parts) > 1 else "") or parts[0], marks)


def _plain(text: str, marks: _Marks) -> str:
    signs = {"F": marks.field, "S": marks.component, "T": marks.subcomponent, "R": marks.repetition, "E": marks.escape}

    def undo(found: re.Match[str]) -> str:
        code = found[1]
        if code in signs:
            return signs[code]
        if code.startswith("."):
            blanks = re.fullmatch(r"\.sk\+?(\d{1,2})", code)
            return " " * int(blanks[1]) if blanks else _COMMANDS.get(code[1:3], "")
        if code.startswith("X"):
            try:
                return bytes.fromhex(code[1:]).decode("utf-8", "replace")
            except ValueError:
                return found[0]
        return "" if code[0] in "HNCMZ" else found[0]

    return _ESCAPE.sub(undo, text)


def _document(
    observations: list[_Observation],
    name: str,
    content: bytes,
    enclosed: ReadEnclosed,
    encoding: str,
    notices: tuple[Notice, ...],
) -> Document:
    kept, told = _current(observations)
    parts: list[Document] = []
    text = "\n\n".join(_sections([o for o in kept if o.kind not in ("ED", "RP")]))
    if text.strip():
        parts.append(document_of(text, name=name, kind="hl7", encoding=encoding))
    for observation in kept:
        if observation.kind in ("ED", "RP"):
            part, notice = _enclosed(observation, enclosed)
            parts += [part] if part else []
            told += [notice] if notice else []
    if not parts:
        raise EmptySourceError(f"{name or 'The message'} holds no text.")
    return joined(parts, name=name, kind="hl7", content=content, notices=(*notices, *told))


def _current(observations: list[_Observation]) -> tuple[list[_Observation], list[Notice]]:
    """What stands after corrections and deletions, and what is to be told about them."""
    corrected = {(o.name, o.sub) for o in observations if o.status == "C"}
    repaired = {key for key in corrected if any((o.name, o.sub) == key and o.status == "F" for o in observations)}
    old = [o for o in observations if o.status in _GONE or (o.status in ("F", "P") and (o.name, o.sub) in repaired)]
    kept = [o for o in observations if o not in old]
    told = []
    if len(kept) < len(observations):
        told.append(Notice("superseded", "The message corrects or deletes observations; the old ones were left out."))
    if any(o.status == "P" for o in kept):
        told.append(Notice("preliminary", "The message marks observations as preliminary."))
    return kept, told


def _sections(observations: list[_Observation]) -> Iterator[str]:
    """Narrative under its heading; single values as "name: value"."""
    for (label, narrative), group in groupby(observations, key=lambda o: (o.name, _is_narrative(o))):
        rows = list(group)
        if narrative:
            yield "\n".join([f"{label.upper()}:", *[line for o in rows for line in (o.value, *o.notes)]])
        else:
            yield "\n".join(
                " ".join([f"{label}: {o.value}{_unit(o.unit)}".strip(), *o.notes]) for o in rows if o.value or o.notes
            )


def _is_narrative(observation: _Observation) -> bool:
    value = observation.value
    return observation.kind in _NARRATIVE and (observation.kind in ("TX", "FT") or "\n" in value or len(value) > 60)


def _unit(unit: str) -> str:
    return f" {unit}" if unit and unit not in ("1", "{NA}") else ""


def _enclosed(observation: _Observation, enclosed: ReadEnclosed) -> tuple[Document | None, Notice | None]:
    """The Document of an enclosed file (OBX-5: source ^ type ^ subtype ^ Base64 ^ data)."""
    pieces = observation.value.split("^")
    if observation.kind == "RP" or len(pieces) < 5:
        return None, Notice("attachment", "The message points to a file outside of it, which was not read.")
    try:
        inner = base64.b64decode(pieces[4], validate=False)
        return enclosed(inner), None
    except (binascii.Error, ContentError) as error:
        return None, Notice("attachment", f"An enclosed file could not be read ({type(error).__name__}).")
