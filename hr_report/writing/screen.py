"""What a terminal can show: its width, colour and character set, and wrapping of text to it."""

from __future__ import annotations

import os
import shutil
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}

_PLAIN = str.maketrans(
    {
        "\N{MIDDLE DOT}": "-",
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{MINUS SIGN}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{GREATER-THAN OR EQUAL TO}": ">=",
        "\N{LESS-THAN OR EQUAL TO}": "<=",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{NO-BREAK SPACE}": " ",
    },
)


@dataclass(frozen=True, slots=True)
class Screen:
    """How to write for one output: columns, whether colour is wanted, and the encoding it takes."""

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"

    def paint(self, text: str, *styles: str) -> str:
        """`text` in the given styles, or as it is where the output takes no colour."""
        if not self.colour or not styles:
            return text
        return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"

    def wrap(self, text: str, indent: str = "", hang: str | None = None) -> list[str]:
        """Lines of at most `width` columns; `hang` indents all lines after the first."""
        later = indent if hang is None else hang
        room = max(20 + len(later), self.width)
        return textwrap.wrap(text, room, initial_indent=indent, subsequent_indent=later, break_on_hyphens=False) or [
            indent.rstrip()
        ]

    def fit(self, text: str) -> str:
        """`text` in characters that the output can encode."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return text.translate(_PLAIN).encode(self.encoding, "replace").decode(self.encoding)
        return text


def look_at(stream: TextIO) -> Screen:
    """The screen behind a stream. Colour only on a terminal that has it and whose user did not switch it off."""
    has_colour = stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")
    columns = shutil.get_terminal_size((80, 24)).columns
    return Screen(width=min(columns, 110), colour=has_colour, encoding=stream.encoding or "utf-8")


def printable(text: str) -> str:
    """Report text on one line without characters that steer a terminal (escapes, direction overrides)."""
    joined = " ".join(text.split())
    return "".join("?" if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co"} else char for char in joined)


def shorten(text: str, most: int) -> str:
    """At most `most` characters, cut in the middle of nothing: the end is told by an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
