"""Make the ordered signatures, after the commit that ordered them. Safe to run again at any point."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.blocks.organisation import api as organisation
from motcua.blocks.signatures import api as signatures
from motcua.blocks.signatures.ports import Credential, SigningService, Timestamper
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions.editions import in_force
from motcua.casework.decisions.models import Decision, SigningOrder
from motcua.casework.decisions.papers import build_paper, file_name, images
from motcua.casework.decisions.rules.drafting import dated
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, ports, tenancy
from motcua.kernel.actors import system

# Nothing but a new authorisation by the person helps; repeating would fail for ever.
HOPELESS = (signatures.AuthorisationExpired, signatures.WrongPin, signatures.CredentialLocked,
            signatures.CredentialMissing)  # fmt: skip


@dataclass(frozen=True)
class _Task:
    decision_id: UUID
    order_id: UUID
    kind: str


def sign_ordered(commune_id: int, dossier_id: UUID, kind: str, *, now: datetime) -> None:
    """Make all signatures of one kind that are ordered for a dossier, then move the dossier on.

    Raises SigningUnavailable, TimestampUnavailable and SigningOutcomeUnknown for a later attempt: the spare
    signatures of the authorisation allow it, and a lost signature signs nothing that was kept. An authorisation
    that ran out takes the results back to where the person can authorise anew.
    """
    for task in _open_tasks(commune_id, dossier_id, kind):
        try:
            _sign_one(commune_id, task, now)
        except HOPELESS as problem:
            _give_back(commune_id, dossier_id, task, problem.message, now)
            return
    _move_on(commune_id, dossier_id, kind, now)


def _open_tasks(commune_id: int, dossier_id: UUID, kind: str) -> list[_Task]:
    with tenancy.scope(communes=[commune_id]):
        state = Decision.State.SIGNING if kind == SigningOrder.Kind.PERSON else Decision.State.ISSUING
        decisions = Decision.objects.filter(commune_id=commune_id, dossier_id=dossier_id, state=state)
        orders = SigningOrder.objects.filter(
            commune_id=commune_id,
            decision_id__in=decisions.values("id"),
            kind=kind,
            state=SigningOrder.State.ORDERED,
        )
        return [_Task(one.decision_id, one.id, kind) for one in orders.order_by("id")]


def _sign_one(commune_id: int, task: _Task, now: datetime) -> None:
    with tenancy.scope(communes=[commune_id]):
        decision = Decision.objects.get(commune_id=commune_id, id=task.decision_id)
        order = SigningOrder.objects.get(commune_id=commune_id, id=task.order_id)
        before = documents.open_file(decision.signed_file_id) if decision.signed_file_id else b""
    dossier = dossiers.get_dossier(system(commune_id), decision.dossier_id)
    commune = organisation.get_commune(commune_id)
    person = task.kind == SigningOrder.Kind.PERSON
    version = catalogue.get_version(dossier.version_id)
    paper = (
        build_paper(version, decision.result_code, decision.content, decision.approved_at)
        if person
        else before
    )
    picture = images(person, order.signer_name, commune)
    signing = _signing(order, commune, now, picture)
    values = {} if person else clerk_values(decision, paper)
    signed = signatures.sign(paper, "person" if person else "agency", signing, values=values)
    name = file_name(decision.result_name, dossier.reference)
    with tenancy.scope(communes=[commune_id]):
        kept = documents.keep_for_commune(commune_id, name, "application/pdf", signed, now)
        _store(commune_id, task, kept.id, now)


def _signing(
    order: SigningOrder, commune: organisation.CommuneInfo, now: datetime, image: bytes | None
) -> signatures.Signing:
    service = ports.get(SigningService)
    return signatures.Signing(
        service=service,
        credential=_credential(service, order),
        sad=order.authorisation or "",
        timestamper=ports.get(Timestamper),
        at=clock.local(now),
        image=image,
        reason="Phê duyệt kết quả" if order.kind == SigningOrder.Kind.PERSON else "Phát hành kết quả",
        location=commune.display_name,
    )


def _credential(service: SigningService, order: SigningOrder) -> Credential:
    for credential in service.list_credentials(order.credential_user):
        if credential.id == order.credential_id:
            return credential
    raise signatures.CredentialMissing


def clerk_values(decision: Decision, paper: bytes) -> dict[str, str]:
    """Return what the clerk writes into the places this paper keeps for number and date."""
    if decision.dated_on is None:
        raise ValueError("a result is dated before it is sealed")
    written = {"number": decision.number, "date": dated(decision.dated_on)}
    free = signatures.free_places(paper)
    return {place: text for place, text in written.items() if place in free}


def _store(commune_id: int, task: _Task, file_id: UUID, now: datetime) -> None:
    """Keep the signed paper; of two runs at once the second finds the order done and changes nothing."""
    done = SigningOrder.objects.filter(
        commune_id=commune_id, id=task.order_id, state=SigningOrder.State.ORDERED
    ).update(state=SigningOrder.State.SIGNED, authorisation=None)
    if not done:
        return
    changes: dict[str, object] = {"state": Decision.State.SIGNED, "signed_file_id": file_id, "signed_at": now}
    if task.kind == SigningOrder.Kind.AGENCY:
        changes = {"state": Decision.State.ISSUED, "issued_file_id": file_id, "issued_at": now}
    Decision.objects.filter(commune_id=commune_id, id=task.decision_id).update(**changes)


def _move_on(commune_id: int, dossier_id: UUID, kind: str, now: datetime) -> None:
    person = kind == SigningOrder.Kind.PERSON
    with tenancy.scope(communes=[commune_id]):
        rows = Decision.objects.filter(commune_id=commune_id, dossier_id=dossier_id, agency="").order_by("id")
        decisions = in_force(rows)
        wanted = Decision.State.SIGNED if person else Decision.State.ISSUED
        at_step = dossiers.is_at(commune_id, dossier_id, "approve" if person else "issue")
        if not at_step or any(decision.state != wanted for decision in decisions):
            return
        dossier = dossiers.get_dossier(system(commune_id), dossier_id)
        if not person:
            for decision in decisions:
                decision.store_code = store_code(dossier, decision)
                decision.save(update_fields=["store_code"])
            _replace_former(commune_id, decisions, now)
        action, event = (dossiers.Action.SIGN, dossiers.ResultSigned) if person else after_stamp(dossier)
        call = dossiers.Call(system(commune_id), dossier_id, action, now)
        dossiers.move(call, event(tuple(decision.id for decision in decisions)))


def after_stamp(
    dossier: dossiers.DossierInfo,
) -> tuple[dossiers.Action, type[dossiers.ResultIssued] | type[dossiers.OwnResultsIssued]]:
    """Return how a dossier goes on from the stamp: to its end, or a joint one to the wait for its parts."""
    if catalogue.content_of(dossier.version_id).parts:
        return dossiers.Action.AWAIT_PARTS, dossiers.OwnResultsIssued
    return dossiers.Action.FINISH, dossiers.ResultIssued


def store_code(dossier: dossiers.DossierInfo, decision: Decision) -> str:
    """Legal basis: Circular 01/2023/TT-VPCP: a result is stored as <dossier code>-KQ(n); editions count on."""
    kinds = [kind.code for kind in catalogue.content_of(dossier.version_id).results]
    place = (decision.edition - 1) * len(kinds) + kinds.index(decision.result_code) + 1
    return f"{dossier.reference}-KQ({place})"


def _replace_former(commune_id: int, decisions: list[Decision], now: datetime) -> None:
    """Mark what these editions take the place of."""
    former = [decision.replaces_id for decision in decisions if decision.replaces_id is not None]
    if former:
        rows = Decision.objects.filter(commune_id=commune_id, id__in=former)
        rows.update(state=Decision.State.REPLACED, replaced_at=now)


def _give_back(commune_id: int, dossier_id: UUID, task: _Task, problem: str, now: datetime) -> None:
    """Take the results back to the state in which the person can authorise again, and say why."""
    person = task.kind == SigningOrder.Kind.PERSON
    was, back = (
        (Decision.State.SIGNING, Decision.State.PROPOSED)
        if person
        else (Decision.State.ISSUING, Decision.State.SIGNED)
    )
    with tenancy.scope(communes=[commune_id]):
        orders = SigningOrder.objects.select_for_update().filter(commune_id=commune_id, id=task.order_id)
        if not orders.filter(state=SigningOrder.State.ORDERED).exists():
            return  # another run of this effect came first; a newer order is not ours to fail
        decisions = Decision.objects.filter(commune_id=commune_id, dossier_id=dossier_id, state=was)
        ids = list(decisions.values_list("id", flat=True))
        SigningOrder.objects.filter(
            commune_id=commune_id, decision_id__in=ids, kind=task.kind, state=SigningOrder.State.ORDERED
        ).update(state=SigningOrder.State.FAILED, problem=problem[:300], authorisation=None)
        decisions.update(state=back)
        call = dossiers.Call(
            system(commune_id), dossier_id, dossiers.Action.SIGNING_FAILED, now, note=problem, internal=True
        )
        dossiers.move(call, dossiers.SigningFailed(tuple(ids)))
