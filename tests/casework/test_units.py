"""A step that names a kind of unit is done by that unit only, whatever roles others hold."""

import pytest

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel.actors import system
from motcua.kernel.errors import NotAllowed
from tests.casework.test_way_of_a_dossier import call, submitted
from tests.factories.organisation import FOUNDED, NOW, TODAY, make_officer

A = dossiers.Action


@pytest.fixture
def elsewhere(office):
    """A receptionist by role who sits in a professional office, not at the one-stop desk."""
    chief = system(office.commune.id)
    organisation.open_unit(chief, "office", "Phòng Kinh tế", valid_from=FOUNDED, now=NOW)
    return make_officer(office.commune.id, "receptionist", full_name="Hồ Thị Lê", unit="office")


def test_another_unit_may_not_accept_though_it_holds_the_role(office, elsewhere):
    dossier = submitted(office)
    with pytest.raises(
        NotAllowed, match="Trung tâm Phục vụ hành chính công làm; ông/bà đang ở Phòng Kinh tế"
    ):
        intake.accept_dossier(call(elsewhere, dossier, A.ACCEPT))
    with pytest.raises(NotAllowed):
        dossiers.require_allowed(elsewhere, dossier, A.ACCEPT, NOW)
    assert dossiers.get_dossier(office.receptionist, dossier.id) == dossier
    intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))


def test_what_another_unit_does_is_neither_listed_nor_offered(office, elsewhere):
    dossier = submitted(office)
    assert dossiers.list_work(elsewhere, now=NOW).rows == []
    assert dossiers.allowed_actions(elsewhere, dossier) == []
    assert [row.id for row in dossiers.list_work(office.receptionist, now=NOW).rows] == [dossier.id]
    assert A.ACCEPT in dossiers.allowed_actions(office.receptionist, dossier)
    assert elsewhere.staff_id not in {one.id for one in intake.list_assignable(dossier, TODAY)}
    assert office.receptionist.staff_id in {one.id for one in intake.list_assignable(dossier, TODAY)}


def test_a_step_that_names_no_unit_is_open_to_every_unit_with_the_role(office, elsewhere):
    handler = make_officer(office.commune.id, "handler", full_name="Phạm Văn Rin", unit="office")
    accepted = intake.accept_dossier(call(office.receptionist, submitted(office), A.ACCEPT))
    assert accepted.step_unit == ""
    assert A.PROPOSE in dossiers.allowed_actions(handler, accepted)
    assert A.PROPOSE in dossiers.allowed_actions(office.handler, accepted)
