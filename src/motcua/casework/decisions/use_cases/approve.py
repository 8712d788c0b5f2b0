"""The head approves and authorises the personal signature, or sends the draft back.

The signing service is asked for the authorisation before the transaction; the signature itself is made by an
effect after the commit. No call to the outside is made inside a transaction.
"""

from dataclasses import dataclass, replace

from motcua.blocks.organisation import api as organisation
from motcua.blocks.signatures.ports import SigningService
from motcua.casework.decisions.errors import NoCredential, NothingProposed, SigningUnderWay
from motcua.casework.decisions.models import Decision, SigningOrder
from motcua.casework.decisions.queries import content_name
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, events, ports, tenancy
from motcua.kernel.errors import InvalidInput, NotAllowed

# The authorisation covers a repetition after a crash between the signature and its storing.
SPARE_SIGNATURES = 3


@dataclass(frozen=True)
class Authorised:
    """A credential of a user of the signing service, and its authorisation for some signatures."""

    user: str
    credential_id: str
    token: str
    signer: str


def authorise(user: str, who: str, pin: str, count: int, description: str) -> Authorised:
    """Authorise the signatures of `count` papers. Raises NoCredential, WrongPin, CredentialLocked and others."""
    if not pin.strip():
        raise InvalidInput({"pin": "Hãy nhập mã PIN ký số."})
    service = ports.get(SigningService)
    credentials = service.list_credentials(user) if user else ()
    if not credentials:
        raise NoCredential(who)
    credential = credentials[0]
    token = service.authorise(credential.id, pin.strip(), count * SPARE_SIGNATURES, description)
    return Authorised(user, credential.id, token, who)


def approve_result(call: dossiers.Call, pin: str) -> dossiers.DossierInfo:
    """Approve every draft of the dossier and order the personal signatures.

    Raises WrongPin, CredentialLocked, SigningUnavailable, NothingProposed, SigningUnderWay and what moving
    a dossier raises. Legal basis: Decree 118/2025/NĐ-CP, Article 18; Decree 30/2020/NĐ-CP.
    """
    call.actor.require(call.action.permission)
    seen = dossiers.get_dossier(call.actor, call.dossier_id)
    signer = organisation.get_staff(call.actor.home, call.actor.staff, clock.local_date(call.now))
    count = _count(call, Decision.State.PROPOSED)
    authorised = authorise(
        signer.credential_id, signer.full_name, pin, count, f"Ký kết quả hồ sơ {seen.reference}"
    )
    return approve_authorised(call, authorised, signer)


def approve_authorised(
    call: dossiers.Call, authorised: Authorised, signer: organisation.StaffInfo
) -> dossiers.DossierInfo:
    """Approve the drafts of one dossier and order their signatures under an authorisation that was given.

    Raises NothingProposed, SigningUnderWay and what moving a dossier raises.
    """
    with tenancy.scope(communes=[call.actor.home]):
        decisions = lock(call, Decision.State.PROPOSED)
        if any(decision.proposed_by_id == call.actor.staff_id for decision in decisions):
            raise NotAllowed("Người trình không tự phê duyệt dự thảo của mình. Hãy nhờ lãnh đạo khác ký.")
        for decision in decisions:
            decision.state = Decision.State.SIGNING
            decision.approved_by_id, decision.approved_at = call.actor.staff_id, call.now
            decision.content = {**decision.content, "signer": printed_signer(signer)}
            decision.save()
            order(decision, SigningOrder.Kind.PERSON, authorised, call)
        told = {content_name(d.result_code, d.edition): d.content for d in decisions}
        event = dossiers.ResultApproved(tuple(d.id for d in decisions))
        return dossiers.move(replace(call, contents=told), event)


def printed_signer(signer: organisation.StaffInfo) -> dict[str, str]:
    """Return authority, title and name as they stand under a result. Legal basis: Decree 30/2020/NĐ-CP."""
    title = signer.signing_title or signer.position
    return {"authority": "TM. ỦY BAN NHÂN DÂN", "title": title.upper(), "name": signer.full_name}


def order(decision: Decision, kind: str, authorised: Authorised, call: dossiers.Call) -> None:
    """Write the order of one signature, within the caller's scope."""
    SigningOrder.objects.create(
        commune_id=decision.commune_id,
        decision_id=decision.id,
        kind=kind,
        credential_user=authorised.user,
        credential_id=authorised.credential_id,
        authorisation=authorised.token,
        signer_name=authorised.signer,
        ordered_at=call.now,
    )


def _count(call: dossiers.Call, state: str) -> int:
    with tenancy.scope(communes=[call.actor.home]):
        return len(lock(call, state))


def lock(call: dossiers.Call, *states: str) -> list[Decision]:
    """Lock the dossier's decisions in these states; tell a signature under way from nothing to do."""
    rows = Decision.objects.select_for_update().filter(commune_id=call.actor.home, dossier_id=call.dossier_id)
    every = list(rows.order_by("id"))
    found = [row for row in every if row.state in states]
    if found:
        return found
    if events.done_before(call.actor.home, call.action_key) is not None:
        raise dossiers.DoneBefore
    if any(row.state in (Decision.State.SIGNING, Decision.State.ISSUING) for row in every):
        raise SigningUnderWay
    raise NothingProposed


def send_back(call: dossiers.Call) -> dossiers.DossierInfo:
    """Return the drafts to the handler with what must change; the note is mandatory."""
    if not call.note.strip():
        raise InvalidInput({"note": "Hãy ghi rõ cần sửa gì để người thụ lý biết."})
    with tenancy.scope(communes=[call.actor.home]):
        # A draft that the head sent back may go further back, to the hands that wrote it.
        decisions = lock(call, Decision.State.PROPOSED, Decision.State.SENT_BACK)
        for decision in decisions:
            decision.state = Decision.State.SENT_BACK
            decision.save(update_fields=["state"])
        return dossiers.move(call, dossiers.ResultSentBack(decisions[0].id))
