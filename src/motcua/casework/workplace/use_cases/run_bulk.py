"""Do what was planned, each dossier in a transaction of its own. Interrupted, it goes on where it was."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.workplace.models import BulkItem, BulkRun
from motcua.casework.workplace.use_cases.plan_bulk import SIGNING, RunInfo, plan_bulk, read_run
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, InvalidInput

A = dossiers.Action


def run_bulk(
    actor: Actor, run_id: UUID, *, now: datetime, holder_id: UUID | None = None, pin: str = ""
) -> None:
    """Do what still waits in a run of the officer's own; one dossier that is refused does not stop the others.

    To sign, the PIN is asked once for all before anything is done; a wrong one leaves everything as it was.
    Raises RunNotFound, InvalidInput, WrongPin, CredentialLocked, NoCredential, NothingProposed.
    """
    run = read_run(actor, run_id, now=now)
    if not run.waiting:
        return
    do = _signer(actor, run, pin, now) if run.action in SIGNING else _worker(actor, run, holder_id)
    for item in run.waiting:
        _run_one(actor, run, item.dossier.id, do, now)


def sign_many(
    actor: Actor, run_id: UUID, action: dossiers.Action, chosen: Sequence[UUID], *, pin: str, now: datetime
) -> None:
    """Plan and run the signatures for many dossiers with one PIN; with a wrong one nothing is planned either.

    Sent again with the same `run_id` it does nothing: what waits goes on at the page of the run.
    Legal basis: Decree 118/2025/NĐ-CP, Article 18.
    """
    with tenancy.scope(communes=[actor.home]):
        begun = BulkRun.objects.filter(commune_id=actor.home, id=run_id).exists()
    if begun:
        return
    if not chosen:
        raise InvalidInput({"chosen": "Hãy chọn ít nhất một hồ sơ để ký."})
    do = decisions.authorise_many(actor, action, chosen, pin, now=now)
    plan_bulk(actor, run_id, action, chosen, now=now)
    run = read_run(actor, run_id, now=now)
    for item in run.waiting:
        _run_one(actor, run, item.dossier.id, do, now)


def _signer(actor: Actor, run: RunInfo, pin: str, now: datetime) -> decisions.SignOne:
    able = [item.dossier.id for item in run.waiting if not item.forecast]
    return decisions.authorise_many(actor, run.action, able, pin, now=now)


def _worker(actor: Actor, run: RunInfo, holder_id: UUID | None) -> decisions.SignOne:
    if run.action is A.TAKE:
        return dossiers.take
    if run.action is A.RELEASE:
        return dossiers.release
    chosen = run.holder_id or holder_id
    if chosen is None:
        raise InvalidInput({"holder": "Hãy chọn người nhận hồ sơ."})
    with tenancy.scope(communes=[actor.home]):
        BulkRun.objects.filter(commune_id=actor.home, id=run.id).update(holder_id=chosen)
    return lambda call: intake.assign_dossier(call, chosen)


def _run_one(actor: Actor, run: RunInfo, dossier_id: UUID, do: decisions.SignOne, now: datetime) -> None:
    """Do one, and keep what became of it: in the same transaction when it was done, in another when refused."""
    call = dossiers.Call(actor, dossier_id, run.action, now, action_key=uuid5(run.id, str(dossier_id)))
    item = {"commune_id": actor.home, "run_id": run.id, "dossier_id": dossier_id}
    try:
        with tenancy.scope(communes=[actor.home]):
            waiting = BulkItem.objects.select_for_update().filter(**item, state=BulkItem.State.WAITING)
            if waiting.first() is None:
                return
            do(call)
            BulkItem.objects.filter(**item).update(state=BulkItem.State.DONE)
    except dossiers.DoneBefore:
        _keep(actor, item, BulkItem.State.DONE)
    except DomainError as refusal:
        errors = refusal.errors.values() if isinstance(refusal, InvalidInput) else ()
        _keep(actor, item, BulkItem.State.REFUSED, next(iter(errors), refusal.message))


def _keep(actor: Actor, item: dict[str, object], state: str, message: str = "") -> None:
    with tenancy.scope(communes=[actor.home]):
        BulkItem.objects.filter(**item).update(state=state, message=message[:300])
