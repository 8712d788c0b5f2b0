"""Results that wait for the post, and what is given to it."""

from motcua.casework.books import api as books
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from tests.casework.birth import fill
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, call
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW

A = dossiers.Action
NUMBER = "EK123456789VN"
HOUSE = "Số 12, thôn Đông, xã Ba Tô"
POSTMAN = "Cao Văn Thư"


def wanted(office, delivery="post", more=None, meanwhile=None):
    """Return a dossier whose result waits for the way that the citizen chose; `meanwhile`: done once it is accepted."""
    draft = fill(office.citizen, office.commune.id, more=more)
    dossier = intake.submit_draft(
        office.citizen, draft.id, commune_id=office.commune.id, now=NOW, delivery=delivery
    )
    intake.accept_dossier(call(office.receptionist, dossier, A.ACCEPT))
    if meanwhile is not None:
        meanwhile(dossier)
    intake.propose_result(call(office.handler, dossier, A.PROPOSE), RESULT_FIELDS)
    decisions.approve_result(call(office.chair, dossier, A.APPROVE), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(call(office.clerk, dossier, A.ISSUE), PIN)
    run_effects(office.commune.id)
    return dossiers.get_dossier(office.desk, dossier.id)


def posting(dossier, number="", address=HOUSE):
    """Return what the desk fills in for a dossier."""
    return books.Posting(dossier.id, dossier.revision, address, number)


def correct(desk, parcel, *, reason, now):
    """Put right how a parcel ended, from a page that was opened just now."""
    seen = books.get_parcel(desk, parcel.id, now=now).end_mark
    return books.correct_parcel(desk, parcel.id, seen=seen, reason=reason, now=now)
