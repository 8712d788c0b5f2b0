"""One authorisation for the results of many dossiers; each is then signed for in a transaction of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.decisions.errors import NothingProposed
from motcua.casework.decisions.models import Decision
from motcua.casework.decisions.use_cases.approve import approve_authorised, authorise
from motcua.casework.decisions.use_cases.issue import agency_user, issue_authorised
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor

SignOne = Callable[[dossiers.Call], dossiers.DossierInfo]


def authorise_many(
    actor: Actor, action: dossiers.Action, dossier_ids: Sequence[UUID], pin: str, *, now: datetime
) -> SignOne:
    """Authorise the signatures for many dossiers with one PIN, and return what then signs for each.

    `action`: approve (the person's own signature) or issue (the agency's). Asked before any transaction; with a
    wrong PIN nothing is done. Raises WrongPin, CredentialLocked, NoCredential, NothingProposed, InvalidInput.
    """
    actor.require(action.permission)
    approves = action is dossiers.Action.APPROVE
    wanted = Decision.State.PROPOSED if approves else Decision.State.SIGNED
    with tenancy.scope(communes=[actor.home]):
        rows = Decision.objects.filter(commune_id=actor.home, dossier_id__in=dossier_ids, state=wanted)
        count = rows.count()
    if not count:
        raise NothingProposed
    said = f"Ký kết quả của {len(dossier_ids)} hồ sơ"
    if approves:
        signer = organisation.get_staff(actor.home, actor.staff, clock.local_date(now))
        given = authorise(signer.credential_id, signer.full_name, pin, count, said)
        return lambda call: approve_authorised(call, given, signer)
    commune = organisation.get_commune(actor.home)
    given = authorise(agency_user(commune.code), commune.committee_name, pin, count, said)
    return lambda call: issue_authorised(call, given)
