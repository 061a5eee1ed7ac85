"""`hr-report review` and `hr-report evaluate`: what people found against what was read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hr_report.cli.telling import guideline_option, jurisdiction_option, stop, stop_writing
from hr_report.errors import HrReportError, SourceUnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hr_report.evaluation import Comparison, Score


@click.command(short_help="Take a corrected work-list back.")
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("corrections", type=click.Path(path_type=Path))
def review(out: Path, corrections: Path) -> None:
    """Keep what reviewers found in CORRECTIONS, a filled-in work-list of the batch in OUT.

    Each finding is added to audit.jsonl in OUT (who, when, from what to what); nothing there is ever changed. A list
    may come back several times: only what is new is added.
    """
    from hr_report.batch.journal import look_into
    from hr_report.batch.review import AUDIT, count_right, keep_findings, list_audit, list_findings, read_corrections
    from hr_report.batch.run import JOURNAL
    from hr_report.evaluation.page import say_share

    try:
        with look_into(out / JOURNAL) as journal:
            findings = list_findings(read_corrections(corrections), journal)
        new = keep_findings(findings, out / AUDIT)
    except HrReportError as error:
        stop(error)
    except OSError as error:
        stop_writing(out, error)
    click.echo(f"{len(new)} findings added to {out / AUDIT}. The reader was right, as far as reviewers could tell:")
    for marker, (right, told) in count_right(list_audit(out / AUDIT)).items():
        click.echo(f"  {marker.upper():5} {right} of {told}: {say_share(right, told)}")


@click.command(short_help="Measure the reader on labels of your own.")
@click.argument("labels", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder for the disagreements, as a page and data.")
@click.option("--before", type=click.Path(path_type=Path), metavar="FILE", help="evaluation.json of an earlier run.")
@guideline_option
@jurisdiction_option
def evaluate(labels: Path, folder: Path, out: Path | None, before: Path | None, **options: Any) -> None:
    """Hold the results for FOLDER against LABELS, a CSV with the columns file, er, pr, her2.

    Says for each marker how often the reader agrees, is wrong, misses or invents a result, with 95 % intervals.
    """
    from hr_report.batch import parse_folder
    from hr_report.evaluation import compare, load_labels, score_marker
    from hr_report.evaluation.compare import find_changes
    from hr_report.evaluation.page import say_scores
    from hr_report.models import Marker

    try:
        known = load_labels(labels)
        earlier = _load_earlier(before) if before else {}
        wanted = {label.file for label in known}
        outcomes = parse_folder(folder, **options)
        compared = compare(known, {o.name: o.report for o in outcomes if o.name in wanted})
        scores = [score_marker(marker, compared) for marker in Marker]
        gains, losses = find_changes(earlier, compared)
        if out:
            _save(scores, compared, losses, out)
    except HrReportError as error:
        stop(error)
    except OSError as error:
        stop_writing(out or folder, error)
    click.echo(say_scores(scores), nl=False)
    for word, changed in (("Gained", gains), ("Lost", losses)):
        for one in changed:
            click.echo(f"{word}: {one.file} {one.marker.value} ({one.verdict})")


def _load_earlier(path: Path) -> dict[tuple[str, str], str]:
    try:
        rows = json.loads(path.read_text("utf-8"))
        return {(row["file"], row["marker"]): row["verdict"] for row in rows}
    except (OSError, ValueError, KeyError, TypeError):
        raise SourceUnreadableError(f"'{path}' is not an evaluation.", "Name the evaluation.json of a run.") from None


def _save(scores: Sequence[Score], compared: Sequence[Comparison], losses: Sequence[Comparison], out: Path) -> None:
    from hr_report.evaluation.page import write_disagreements

    out.mkdir(parents=True, exist_ok=True)
    rows = [
        {"file": c.file, "marker": c.marker, "label": c.truth, "read": c.read, "verdict": c.verdict} for c in compared
    ]
    (out / "evaluation.json").write_text(json.dumps(rows, indent=1) + "\n", "utf-8")
    (out / "disagreements.html").write_text(write_disagreements(scores, compared, losses), "utf-8")
    click.echo(f"The disagreements are in {out / 'disagreements.html'}", err=True)
