"""The time for the first answer is dated data; page, message and clock tell the same."""

from datetime import date

from motcua.blocks.messaging.models import Message
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import answering
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.answering import AnswerTerm
from motcua.casework.intake import api as intake
from motcua.kernel import clock, tenancy
from tests.casework.birth import fill
from tests.casework.conftest import keys_folder, office  # noqa: F401  (fixtures)
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW


def test_the_line_that_holds_on_a_day_counts():
    assert dossiers.answer_term(date(2026, 11, 23)).working_hours == 8
    assert dossiers.answer_term(date(2019, 1, 1)).basis.startswith("Nghị định 45/2020")


def test_another_term_is_told_and_counted(office, monkeypatch):  # noqa: F811
    rows = (*answering._terms(), AnswerTerm(date(2026, 1, 1), 3, "Thử"))
    monkeypatch.setattr(answering, "_terms", lambda: rows)
    draft = fill(office.citizen, office.commune.id)
    sent = intake.submit_draft(
        office.citizen, draft.id, commune_id=office.commune.id, now=NOW, delivery="online", declared=True
    )
    calendar = organisation.working_calendar(office.commune.id, clock.local_date(NOW))
    assert sent.step_due_at == calendar.add_working_minutes(clock.local(NOW), 3 * 60)
    run_effects(office.commune.id)
    with tenancy.scope(communes=[office.commune.id], applicants=office.citizen.applicants):
        assert any("Trong 3 giờ làm việc" in one.body for one in Message.objects.all())
