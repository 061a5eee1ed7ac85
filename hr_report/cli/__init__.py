"""The command line: arguments, progress, exit codes. Everything else is imported inside the commands, to start fast."""

from __future__ import annotations

import click

from hr_report import __version__
from hr_report.cli.ask import about, ask
from hr_report.cli.batch import batch
from hr_report.cli.check import evaluate, review
from hr_report.cli.read import read


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hr-report", message="%(prog)s %(version)s")
def main() -> None:
    """Find ER, PR and HER2 in breast pathology reports and explain them.

    Everything stays on this computer. Each value is shown with the words of the report it was read from, so that you
    can check it. Where a report is unclear, hr-report says so and gives no result.

    \b
    Start here:
      hr-report read report.pdf           one report, explained on the screen
      hr-report ask report.pdf            the same, and what it cannot know
      hr-report batch reports/ -o out/    a folder of reports, as lists

    For education and research. Not a medical device: a person checks every value.
    """


for _command in (read, ask, about, batch, review, evaluate):
    main.add_command(_command)
