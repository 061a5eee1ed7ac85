"""Where the HTML pages of reports are within the results."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def page_path(name: str) -> str:
    """The page of a report, from the results folder; names of files are not trusted with paths."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"pages/{digest[:2]}/{digest[:20]}.html"


def find_page(out: Path, name: str) -> str:
    """The page of a report if there is one, else ""."""
    path = page_path(name)
    return path if (out / path).exists() else ""


def save_page(out: Path, name: str, page: str) -> None:
    """Write the page of a report, at once or not at all."""
    path = out / page_path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(page, "utf-8")
    new.replace(path)
