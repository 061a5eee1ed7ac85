"""Plain questions for what is still unknown, and how an answer becomes part of the patient context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from hr_report.errors import UsageError
from hr_report.interpretation.context import PatientContext, Sex
from hr_report.interpretation.criteria import FIND_CASE
from hr_report.interpretation.knowledge import load
from hr_report.interpretation.medicines import named
from hr_report.models import CriterionState, DiagnosisKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from hr_report.interpretation.guidelines import Profile

_NOT_ABOUT_THIS = (DiagnosisKind.IN_SITU_ONLY, DiagnosisKind.BENIGN_BREAST, DiagnosisKind.OTHER_PRIMARY)
_YES, _NO, _NONE = ("y", "yes", "true"), ("n", "no", "false"), ("none", "no", "-")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the context field it fills, its words, and for "choice" the values with their labels.

    `kind` is "choice", "yes_no", "number" or "list"; `criterion` is the label's point it can settle, if any.
    """

    field: str
    kind: str
    text: str
    help: str
    options: tuple[tuple[str, str], ...] = ()
    criterion: str | None = None


def next_questions(profile: Profile, context: PatientContext, *, jurisdiction: str = "us") -> tuple[Question, ...]:
    """What is worth asking now, the most telling first; empty where the report is not about invasive breast cancer.

    Ask one, take the answer with `take_answer`, and call again: later questions depend on earlier answers.
    """
    if profile.diagnosis.kind in _NOT_ABOUT_THIS:
        return ()
    settled = _settled(profile)
    return tuple(
        Question(
            field=row["field"],
            kind=row["kind"],
            text=row["text"],
            help=row["help"],
            options=tuple((value, label) for value, label in row.get("options", ())),
            criterion=row.get("criterion"),
        )
        for row in load("questions")["question"]
        if getattr(context, row["field"]) is None
        and row.get("criterion") not in settled
        and _CONDITIONS[row.get("only_if", "always")](context, jurisdiction)
    )


def take_answer(context: PatientContext, question: Question, answer: str) -> PatientContext:
    """The context with one more answer.

    Args:
        context: what is known so far.
        question: the question that was asked.
        answer: as typed: an option's value or number, yes or no, a number, or names separated by commas ("none").

    Raises:
        UsageError: the answer does not fit the question; the advice lists what does.
    """
    value = _READ_ANSWER[question.kind](question, answer.strip())
    try:
        return PatientContext.model_validate({**context.model_dump(), question.field: value})
    except ValidationError as error:
        raise UsageError("That answer does not fit.", _advice(question)) from error


def _settled(profile: Profile) -> frozenset[str]:
    """Criteria that the report itself settles, so that nobody is asked for them."""
    cases = {row["id"]: row["case"] for row in load("criteria")["criterion"]}
    blank = PatientContext()
    return frozenset(
        criterion
        for criterion, find in FIND_CASE.items()
        if cases[criterion][find(profile, blank).key]["state"] == CriterionState.MET.value
    )


def _took_inhibitor(context: PatientContext) -> bool:
    return bool(named("nonsteroidal_ai", context.prior_drugs))


def _may_be_pregnant(context: PatientContext) -> bool:
    return context.sex is not Sex.MALE and context.menopause != "postmenopausal"


_CONDITIONS: dict[str, Callable[[PatientContext, str], bool]] = {
    "always": lambda _context, _jurisdiction: True,
    "eu": lambda _context, jurisdiction: jurisdiction == "eu",
    "not_male": lambda context, _jurisdiction: context.sex is not Sex.MALE,
    "took_inhibitor": lambda context, _jurisdiction: _took_inhibitor(context),
    "may_be_pregnant": lambda context, _jurisdiction: _may_be_pregnant(context),
}


def _choice(question: Question, answer: str) -> str:
    values = [value for value, _ in question.options]
    if answer.isdecimal() and 1 <= int(answer) <= len(values):
        return values[int(answer) - 1]
    if answer.lower() in values:
        return answer.lower()
    raise UsageError("That is not one of the choices.", _advice(question))


def _yes_no(question: Question, answer: str) -> bool:
    if answer.lower() in (*_YES, *_NO):
        return answer.lower() in _YES
    raise UsageError("That is neither yes nor no.", _advice(question))


def _number(question: Question, answer: str) -> int:
    if answer.isdecimal():
        return int(answer)
    raise UsageError("That is not a number.", _advice(question))


def _list(_question: Question, answer: str) -> tuple[str, ...]:
    if answer.lower() in _NONE:
        return ()
    return tuple(name.strip() for name in answer.replace(";", ",").split(",") if name.strip())


_READ_ANSWER: dict[str, Callable[[Question, str], object]] = {
    "choice": _choice,
    "yes_no": _yes_no,
    "number": _number,
    "list": _list,
}


def _advice(question: Question) -> str:
    if question.kind == "choice":
        listed = ", ".join(f"{number} ({label})" for number, (_, label) in enumerate(question.options, start=1))
        return f"Answer with a number: {listed}."
    return {"yes_no": "Answer yes or no.", "number": "Answer with years, from 0 to 130."}.get(question.kind, "")
