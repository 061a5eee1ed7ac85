"""Errors a user can meet, each with advice and an exit code.

    HrReportError                     1
    ├── UsageError                    2   the call itself is off (a path given as report text, a bad option)
    ├── SourceError                   4   the source cannot be opened
    │   ├── SourceNotFoundError       4   no such file
    │   ├── SourceUnreadableError     4   a folder, no permission, a device
    │   └── SourceTooLargeError       4   more bytes, pages or pixels than the limits allow
    └── ContentError                  5   the source opens, but holds no readable report
        ├── EmptySourceError          5   nothing in it
        ├── UnsupportedTypeError      5   not a kind of file that can be read
        ├── DamagedFileError          5   says it is a PDF (…) and cannot be parsed
        ├── EncryptedFileError        5   needs a password
        ├── NoTextError               5   a scan: pages without text
        ├── ReadingTimeoutError       5   took longer than the limit
        └── ReadingCrashedError       5   ended the process that read it, or needs more memory than is allowed

Exit code 3 is kept for a batch in which some files failed. An odd report is never an error: it gives a Report whose
results say what is missing. Messages name the file, never the text in it.
"""

from __future__ import annotations


class HrReportError(Exception):
    """Base of every error raised on purpose. `message` says what happened, `advice` what to do next."""

    exit_code = 1
    advice = "Run 'hr-report --help' to see what the command can do."

    def __init__(self, message: str, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if advice is not None:
            self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()

    def __reduce__(self) -> tuple[type[HrReportError], tuple[str, str]]:
        return type(self), (self.message, self.advice)


class UsageError(HrReportError):
    """The call is off: report text where a path was meant, or an option out of range."""

    exit_code = 2
    advice = "Check the arguments of the call."


class SourceError(HrReportError):
    """The source cannot be opened."""

    exit_code = 4
    advice = "Check the path and try again."


class SourceNotFoundError(SourceError):
    """No such file."""

    advice = "Check the spelling of the path."


class SourceUnreadableError(SourceError):
    """A folder, a device, or a file without read permission."""

    advice = "Name one file, or use 'hr-report batch' for a folder."


class SourceTooLargeError(SourceError):
    """More bytes, pages or pixels than the limits allow."""

    advice = "Split the file, or raise the limit if you trust it."


class ContentError(HrReportError):
    """The source opens, but holds no readable report."""

    exit_code = 5
    advice = "Open the file in a viewer to see what it holds."


class EmptySourceError(ContentError):
    """Nothing in it."""

    advice = "Export the report again from its system."


class UnsupportedTypeError(ContentError):
    """Not a kind of file that can be read."""

    advice = "Give the report as PDF or as plain text."


class DamagedFileError(ContentError):
    """Carries the mark of a known type, and cannot be parsed."""

    advice = "Export or download the file again; it may be cut off."


class EncryptedFileError(ContentError):
    """Needs a password."""

    advice = "Save a copy without the password and read that."


class NoTextError(ContentError):
    """Pages without a text layer: most likely a scan or a fax."""

    advice = "Install OCR (pip install 'hr-report[ocr]'), or run the file through an OCR program, and read it again."


class ReadingTimeoutError(ContentError):
    """Reading took longer than the limit."""

    advice = "Read this file alone with a higher limit, or export it again."


class ReadingCrashedError(ContentError):
    """Reading ended the process that did it, or needs more memory than is allowed."""

    advice = "Read the report by eye; export it again from its system."
