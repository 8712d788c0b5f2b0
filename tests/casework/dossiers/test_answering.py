"""The time for the first answer is dated data; page, message and clock tell the same."""

from datetime import date

from motcua.blocks.messaging.models import Message
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import clock, tenancy
from tests.casework.birth import fill
from tests.casework.conftest import keys_folder, office  # noqa: F401  (fixtures)
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW, make_officer


def test_the_line_that_holds_on_a_day_counts(office):  # noqa: F811
    commune = office.commune.id
    assert dossiers.answer_hours(commune, date(2026, 11, 23)) == 8
    assert catalogue.law(date(2019, 1, 1), commune).ground("answer.minutes").startswith("Nghị định 45/2020")


def test_another_term_is_told_and_counted(office):  # noqa: F811
    chief = make_officer(office.commune.id, "admin", full_name="Quản trị")
    day = date(2026, 1, 1)
    catalogue.set_constant(chief, "answer.minutes", 180, basis="QĐ 9/QĐ-UBND", valid_from=day)
    draft = fill(office.citizen, office.commune.id)
    sent = intake.submit_draft(
        office.citizen, draft.id, commune_id=office.commune.id, now=NOW, delivery="online", declared=True
    )
    calendar = organisation.working_calendar(office.commune.id, clock.local_date(NOW))
    assert sent.step_due_at == calendar.add_working_minutes(clock.local(NOW), 3 * 60)
    run_effects(office.commune.id)
    with tenancy.scope(communes=[office.commune.id], applicants=office.citizen.applicants):
        assert any("Trong 3 giờ làm việc" in one.body for one in Message.objects.all())
