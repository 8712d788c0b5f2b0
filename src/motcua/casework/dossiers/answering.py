"""Within which time a dossier sent online is answered first: dated data, read once by each process."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import yaml

from motcua.blocks.organisation import api as organisation
from motcua.kernel import clock


@dataclass(frozen=True)
class AnswerTerm:
    """The time for the first answer from a day on, in working hours, and its legal basis."""

    valid_from: date
    working_hours: int
    basis: str


def answer_term(on: date) -> AnswerTerm:
    """Return the time for the first answer that holds on a day; before the first line, that line."""
    rows = _terms()
    return next((row for row in reversed(rows) if row.valid_from <= on), rows[0])


def answer_due(commune_id: int, now: datetime) -> datetime:
    """Return until when the first answer is due, counted in the working time of the commune."""
    today = clock.local_date(now)
    calendar = organisation.working_calendar(commune_id, today)
    return calendar.add_working_minutes(clock.local(now), 60 * answer_term(today).working_hours)


@cache
def _terms() -> tuple[AnswerTerm, ...]:
    raw = yaml.safe_load(Path(__file__).with_name("answer_terms.yaml").read_text(encoding="utf-8"))
    return tuple(sorted((AnswerTerm(**row) for row in raw), key=lambda row: row.valid_from))
