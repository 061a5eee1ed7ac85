"""How a long run is told: a bar on a terminal, a line now and then in a log, or nothing."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from hr_report.batch.run import Tally

SECONDS_BETWEEN_LINES = 10.0
_BAR = 24


@dataclass
class Progress:
    """Tells a stream how far a run is. `style` is "bar", "plain" or "quiet"."""

    stream: TextIO
    style: str
    began: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)

    def tell(self, tally: Tally) -> None:
        """Show the tally, unless it was shown a moment ago."""
        now = time.monotonic()
        pause = 0.2 if self.style == "bar" else SECONDS_BETWEEN_LINES
        if self.style == "quiet" or now - self.told < pause:
            return
        self.told = now
        self._show(tally, now - self.began)

    def end(self, tally: Tally) -> None:
        """Show the last state and leave the line."""
        if self.style != "quiet":
            self._show(tally, time.monotonic() - self.began)
        if self.style == "bar":
            self.stream.write("\n")

    def _show(self, tally: Tally, seconds: float) -> None:
        text = say_progress(tally, seconds)
        if self.style == "bar":
            filled = _BAR * tally.done // max(1, tally.total)
            self.stream.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {text}\x1b[K")
        else:
            self.stream.write(f"{text}\n")
        self.stream.flush()


def say_progress(tally: Tally, seconds: float) -> str:
    """Counts by outcome, the rate and the time that is left, in one line without any text of a report."""
    rate = tally.new / seconds if seconds > 0 else 0.0
    left = f", {say_time((tally.total - tally.done) / rate)} left" if rate and tally.done < tally.total else ""
    counts = f"{tally.done:,} of {tally.total:,}, {tally.review:,} to look at, {tally.failed:,} failed"
    return f"{counts}, {rate:,.0f}/s{left}"


def say_time(seconds: float) -> str:
    """A duration in words: "40 s", "12 min", "3 h 05 min"."""
    whole = round(seconds)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"
