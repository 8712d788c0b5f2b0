"""Results handed over by a numbered list."""

import pytest

from motcua.casework.books import api as books
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy
from motcua.kernel.errors import InvalidInput, NotAllowed
from tests.casework.birth import WITH_COPIES
from tests.casework.test_way_of_a_dossier import at_approval, call
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW
from tests.factories.pdf_text import document_text

pytestmark = pytest.mark.django_db
A = dossiers.Action


def test_results_change_hands_by_a_numbered_list(office):
    dossier = at_approval(office, WITH_COPIES)
    given = (office.clerk, [dossier.id], office.desk.staff_id)
    assert "không còn chờ" in problems(*given)["results"]
    decisions.approve_result(call(office.chair, dossier, A.APPROVE), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(call(office.clerk, dossier, A.ISSUE), PIN)
    run_effects(office.commune.id)
    assert [one.dossier.id for one in books.list_waiting(office.desk)] == [dossier.id]
    assert problems(office.clerk, [], office.clerk.staff_id).keys() == {"results", "receiver"}
    with pytest.raises(NotAllowed):
        books.list_waiting(office.handler)
    first, second = (books.hand_over(*given, now=NOW) for _ in range(2))
    assert [first.number, second.number] == ["1/2026", "2/2026"]
    assert dossiers.get_dossier(office.desk, dossier.id).state is dossiers.State.DONE
    name, pdf = books.print_hand_over(office.desk, first.id, now=NOW)
    text = document_text(pdf)
    assert name == "ban-giao-1-2026.pdf"
    for told in (
        "Số: 1/2026",
        dossier.code,
        "Nguyễn Văn An",
        "16.000 đồng",
        "Bên giao: Trần Quốc Bảo",
        "Lê Thị Mai",
    ):
        assert told in text, told
    with tenancy.scope(communes=[office.commune.id]):
        [result] = decisions.list_results(office.desk, dossiers.get_dossier(office.desk, dossier.id))
    assert f"{result.name} số 1/2026" in text


def problems(*given) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        books.hand_over(*given, now=NOW)
    return refused.value.errors
