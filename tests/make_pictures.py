"""Make the pictures of README.md anew with Chromium: `python tests/make_pictures.py`."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def shoot(page: Path, picture: Path, size: str, scratch: Path) -> None:
    browser = shutil.which("chromium") or "google-chrome"
    command = [
        browser,
        *FLAGS,
        f"--user-data-dir={scratch / 'profile'}",
        f"--window-size={size}",
        f"--screenshot={picture}",
    ]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=120)
    Image.open(picture).convert("RGB").quantize(64).save(picture, optimize=True)


def main() -> None:
    command = [sys.executable, "-m", "hr_report.cli"]
    samples = ROOT / "sample_reports"
    (ROOT / ".github/pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as base:
        scratch = Path(base)
        page = scratch / "page.html"
        subprocess.run(
            [*command, "read", samples / "05_allred_uk.pdf", "--html", page], check=True, capture_output=True
        )
        shoot(page, ROOT / ".github/pictures" / "page.png", "1120,860", scratch)
        subprocess.run([*command, "batch", samples, "-o", scratch / "out", "--exclude", "*.md", "--quiet"], check=True)
        shoot(scratch / "out" / "index.html", ROOT / ".github/pictures" / "overview.png", "1120,860", scratch)


if __name__ == "__main__":
    main()
