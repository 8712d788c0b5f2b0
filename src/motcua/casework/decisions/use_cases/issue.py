"""The clerk numbers and dates the results and authorises the agency's signature."""

from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions.models import Decision, NumberBook, SigningOrder
from motcua.casework.decisions.rules.drafting import book_of, result_number
from motcua.casework.decisions.use_cases.approve import Authorised, authorise, lock, order
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, tenancy
from motcua.kernel.counting import take_number


def issue_result(call: dossiers.Call, pin: str) -> dossiers.DossierInfo:
    """Give each signed result its number and date, and order the agency's signatures.

    Numbers run without gaps in the year's book of each kind; a repetition keeps the number.
    Legal basis: Decree 30/2020/NĐ-CP, Articles 15 and 18.
    """
    call.actor.require(call.action.permission)
    seen = dossiers.get_dossier(call.actor, call.dossier_id)
    commune = organisation.get_commune(call.actor.home)
    who = commune.committee_name
    with tenancy.scope(communes=[call.actor.home]):
        count = len(lock(call, Decision.State.SIGNED))
    authorised = authorise(
        agency_user(commune.code), who, pin, count, f"Đóng dấu kết quả hồ sơ {seen.reference}"
    )
    return issue_authorised(call, authorised)


def issue_authorised(call: dossiers.Call, authorised: Authorised) -> dossiers.DossierInfo:
    """Number and date the results of one dossier and order the agency's signatures under an authorisation.

    Raises NothingProposed, SigningUnderWay and what moving a dossier raises.
    """
    with tenancy.scope(communes=[call.actor.home]):
        seen = dossiers.get_dossier(call.actor, call.dossier_id)
        decisions = lock(call, Decision.State.SIGNED)
        for decision in decisions:
            if not decision.number:
                year = decision.number_year = clock.local_date(call.now).year
                decision.number = _take_number(decision, year, seen.version_id)
            decision.dated_on = clock.local_date(call.now)
            decision.state, decision.issued_by_id = Decision.State.ISSUING, call.actor.staff_id
            decision.save()
            order(decision, SigningOrder.Kind.AGENCY, authorised, call)
        ids = tuple(d.id for d in decisions)
        return dossiers.move(call, dossiers.IssueOrdered(ids, tuple(d.number for d in decisions)))


def agency_user(commune_code: str) -> str:
    """Return the name under which the signing service knows the agency."""
    return f"agency-{commune_code}"


def _take_number(decision: Decision, year: int, version_id: UUID) -> str:
    key = {"commune_id": decision.commune_id, "book": book_of(decision.result_code), "year": year}
    kind = catalogue.content_of(version_id).result(decision.result_code)
    return result_number(take_number(NumberBook, key), year, kind.symbol)
