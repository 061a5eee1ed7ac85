"""What the drawn reports state, and the canvas that they are drawn on."""

from __future__ import annotations

import io
from dataclasses import dataclass

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

rl_config.invariant = 1
WIDTH, HEIGHT = A4
LEFT, SIZE = 56, 10


@dataclass(frozen=True)
class Result:
    """One marker's row: what it is called, the word, the share or score, the intensity."""

    label: str
    word: str
    value: str
    intensity: str


@dataclass(frozen=True, eq=False)
class Case:
    """The statements of one report, with gold: status, percent bounds; for HER2 the IHC score."""

    name: str
    er: Result
    pr: Result
    her2: Result
    gold: dict[str, tuple[str, tuple[int, int] | str]]

    @property
    def results(self) -> tuple[Result, Result, Result]:
        """All rows in the usual order."""
        return self.er, self.pr, self.her2

    def rows(self) -> list[list[str]]:
        """A table's rows with its header."""
        header = ["Marker", "Result", "Nuclei / score", "Intensity"]
        return [header, *[[r.label, r.word, r.value, r.intensity] for r in self.results]]


def _case(name: str, *rows: tuple[str, ...], **gold: tuple[str, object]) -> Case:
    return Case(
        name,
        Result("Estrogen receptor", *rows[0]),
        Result("Progesterone receptor", *rows[1]),
        Result("HER2", *rows[2]),
        gold,  # type: ignore[arg-type]
    )


CASES = (
    _case("luminal", ("Positive", "95%", "Strong"), ("Positive", "60%", "Moderate"), ("Negative", "1+", "Weak"),
          er=("positive", (95, 95)), pr=("positive", (60, 60)), her2=("negative", "1+")),
    _case("pr_lost", ("Positive", "80%", "Moderate"), ("Negative", "<1%", "None"), ("Negative", "0", "None"),
          er=("positive", (80, 80)), pr=("negative", (0, 1)), her2=("negative", "0")),
    _case("her2_driven", ("Negative", "0%", "None"), ("Negative", "0%", "None"), ("Positive", "3+", "Strong"),
          er=("negative", (0, 0)), pr=("negative", (0, 0)), her2=("positive", "3+")),
    _case("all_stained", ("Positive", "100%", "Strong"), ("Positive", "70%", "Weak"), ("Positive", "3+", "Strong"),
          er=("positive", (100, 100)), pr=("positive", (70, 70)), her2=("positive", "3+")),
)  # fmt: skip

PROSE = (
    "Sections show an infiltrating carcinoma that grows in cords and small nests within a fibrous stroma. The nuclei "
    "vary moderately in size and shape, and mitoses are sparse. Tubules are formed in about a third of the tumour. "
    "Normal lobules in the neighbourhood serve as internal control. The margins of the specimen are free of tumour, "
    "and the nearest of them lies at a distance of four millimetres. Vessels and nerves are not involved by the growth."
)
TITLE = "Invented Laboratory of Pathology"
DIAGNOSIS = "Left breast, core biopsy: invasive ductal carcinoma, grade 2."


class Sheet(Canvas):
    """A canvas with the few moves that the layouts need; y counts down from the top."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        self.buffer = io.BytesIO()
        super().__init__(self.buffer, pagesize=size, invariant=1)
        self.wide, self.high = size
        self.y = 60.0
        self.face("Helvetica")

    def face(self, name: str, size: float = SIZE) -> None:
        """Choose a font."""
        self.setFont(name, size)

    def at(self, x: float, y: float, text: str) -> None:
        """Write text with its base line y points below the top."""
        self.drawString(x, self.high - y, text)

    def row(self, *cells: tuple[float, str], step: float = 15) -> None:
        """Write cells on the next line."""
        for x, text in cells:
            self.at(x, self.y, text)
        self.y += step

    def lines(self, text: str, x: float, y: float, width: float, step: float = 13) -> float:
        """Write wrapped text; returns where it ends."""
        line = ""
        for word in [*text.split(" "), ""]:
            if not word or self.stringWidth(f"{line} {word}", self._fontname, self._fontsize) > width:
                self.at(x, y, line)
                y, line = y + step, word
            else:
                line = f"{line} {word}".strip()
        return y

    def head(self) -> None:
        """Letterhead and diagnosis."""
        self.face("Helvetica-Bold", 14)
        self.row((LEFT, TITLE), step=24)
        self.face("Helvetica")
        self.row((LEFT, "Patient: Invented, Person"), (330, "Case: X26-0001"), step=26)
        self.row((LEFT, "DIAGNOSIS"))
        self.row((LEFT, DIAGNOSIS), step=26)

    def foot(self) -> bytes:
        """Sign and finish."""
        self.row((LEFT, ""))
        self.row((LEFT, "Signed by Dr. N. N., pathologist"))
        return self.done()

    def done(self) -> bytes:
        """The finished file."""
        self.save()
        return self.buffer.getvalue()


def unicode_face() -> str:
    """A TrueType font that comes with reportlab."""
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    return "Vera"
