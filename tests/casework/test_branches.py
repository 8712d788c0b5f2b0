"""A process with a branch, walked: the answers decide which step follows, and a supplement may change it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import clock, tenancy
from motcua.kernel.models import Event
from tests.casework.birth import photo
from tests.casework.catalogue.small_procedure import write
from tests.casework.test_way_of_a_dossier import call
from tests.factories.organisation import NOW

pytestmark = pytest.mark.slow

A = dossiers.Action
RESULT = {"0-number": "1", "0-made": "3"}


@pytest.fixture
def branching(office, tmp_path: Path):
    """The office, where more than a hundred copies need the opinion of the head of the unit."""
    catalogue.publish_folder(write(tmp_path), now=NOW)
    yield office
    catalogue.forget_cached()


def accepted(office, copies: int, **entered):
    draft = intake.start_draft(office.citizen, office.commune.id, "2.000001", now=NOW)
    typed = {"pages": "1", "copies": str(copies)}
    intake.save_page(office.citizen, draft.id, "paper", typed, now=NOW, seen=intake.Seen())
    papers = intake.get_draft(office.citizen, draft.id).missing_papers(clock.local_date(NOW))
    for code in papers:
        intake.lay_paper(office.citizen, draft.id, code, BytesIO(photo(code)), "giay.jpg", now=NOW)
    dossier = intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=NOW)
    return intake.accept_dossier(replace(call(office.receptionist, dossier, A.ACCEPT), **entered))


def ahead(actor, dossier) -> list[str]:
    return [step.key for step in dossiers.steps(actor, dossier) if step.status == "waiting"]


@pytest.mark.parametrize(
    ("copies", "way"),
    [(3, ["approve", "issue", "return"]), (101, ["ask", "approve", "issue", "return"])],
)
def test_the_next_step_follows_the_answers_and_is_told_ahead(branching, copies, way):
    dossier = accepted(branching, copies)
    assert ahead(branching.citizen, dossier) == way
    proposed = intake.propose_result(call(branching.handler, dossier, A.PROPOSE), RESULT)
    assert proposed.step_key == way[0]
    assert ahead(branching.citizen, proposed) == way[1:]


def test_a_fee_whose_amount_nobody_entered_is_charged_as_such(branching):
    dossier = accepted(branching, 3)
    charge = payments.find_charge(branching.commune.id, dossier.id)
    lines = {line.code: line.amount for line in charge.lines}
    assert set(lines) == {"trang", "le_phi"}
    assert (lines["trang"] > 0, lines["le_phi"]) == (True, None)
    assert (charge.amount, charge.is_open) == (lines["trang"], True)
    assert dossiers.get_dossier(branching.citizen, dossier.id).finance_state == "due"


def test_of_two_steps_with_the_same_action_the_role_of_the_present_one_is_recorded(branching):
    dossier = accepted(branching, 101)
    both = replace(branching.handler, roles=frozenset({"handler", "unit_head"}), role="handler")
    intake.propose_result(call(both, dossier, A.PROPOSE), RESULT)
    intake.propose_result(call(both, dossier, A.PROPOSE), RESULT)
    with tenancy.scope(communes=[branching.commune.id]):
        proposed = Event.objects.filter(stream_id=dossier.id, name="ResultProposed").order_by("seq")
        assert list(proposed.values_list("role", flat=True)) == ["handler", "unit_head"]


def test_a_supplement_that_changes_the_answer_changes_the_way(branching):
    dossier = accepted(branching, 3)
    item = intake.SupplementItem("field", "copies", "Số bản", "Ghi đúng số bản")
    intake.ask_supplement(call(branching.handler, dossier, A.REQUEST_SUPPLEMENT), [item], "Thiếu")
    intake.save_supplement_fields(branching.citizen, dossier.id, {"copies": "101"})
    answered = intake.answer_supplement(branching.citizen, dossier.id, now=NOW)
    assert ahead(branching.citizen, answered) == ["ask", "approve", "issue", "return"]
    assert intake.propose_result(call(branching.handler, answered, A.PROPOSE), RESULT).step_key == "ask"
