"""From answers and the officer's fields to the data a result's template prints."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue.api import ResultKind


@dataclass(frozen=True)
class Drafted:
    """The officer's fields as read: values, problems by field id, and what was typed but not understood."""

    values: dict[str, Any]
    problems: dict[str, str]
    kept: dict[str, dict[str, str]]


def offered(
    kind: ResultKind, answers: Mapping[str, Any], earlier: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return what is offered for the officer's fields: what an earlier draft holds, else what the answers say."""
    said = {field.id: answers[field.origin] for field in kind.fields if field.origin in answers}
    return {**said, **((earlier or {}).get("entered") or {})}


def read_fields(kind: ResultKind, raw: Mapping[str, str], answers: Mapping[str, Any], today: date) -> Drafted:
    """Read the posted boxes of the officer's fields.

    A required field left empty is a problem, and so is what cannot be true beside the answers of the form.
    """
    values: dict[str, Any] = {}
    problems: dict[str, str] = {}
    kept: dict[str, dict[str, str]] = {}
    for one in kind.fields:
        parsed = forms.parse(one.as_form_field(), raw)
        values[one.id] = parsed.value
        if parsed.problem:
            problems[one.id], kept[one.id] = parsed.problem, dict(parsed.raw)
        elif one.required and not forms.is_answered(parsed.value):
            problems[one.id] = f"Chưa ghi: {one.label}."
    said = {**answers, **values}
    for one in kind.fields:
        if one.id not in problems and forms.is_answered(values[one.id]):
            reason = forms.judge_beside(one.as_form_field(), values[one.id], said, today)
            if reason:
                problems[one.id] = reason
    return Drafted(values, problems, kept)


def shown_fields(kind: ResultKind, drafted: Drafted) -> dict[str, str]:
    """Return the officer's fields as the paper prints them."""
    return {
        one.id: forms.display(one.as_form_field(), drafted.values[one.id])
        for one in kind.fields
        if forms.is_answered(drafted.values.get(one.id))
    }


def result_number(number: int, year: int, symbol: str) -> str:
    """Return the number a result carries, counted in each kind's own book: 15/QĐ-UBND, or 15/2026.

    Legal basis: Decree 30/2020/NĐ-CP, Annex I, section II, part 3 (number and symbol).
    """
    return f"{number}/{symbol or year}"


def dated(on: date) -> str:
    """Return a day as a paper is dated; only months 1 and 2 take a leading zero.

    Legal basis: Decree 30/2020/NĐ-CP, Annex I, section II, part 4.
    """
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def book_of(result_code: str) -> str:
    """Return the book in which a kind of result is numbered: one book a kind."""
    return result_code
