"""Whom a citizen acts for: proposed with proof, confirmed by an officer, over on its last day."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.blocks.audit.api import config, read
from motcua.blocks.identity.models import Representation
from motcua.blocks.identity.persons import organisation_of, person_of
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.clock import local_date
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound

PERMISSION = "dossier.accept"
KINDS = dict(Representation.Kind.choices)
State = Representation.State
_UNKNOWN = "Không tìm thấy đề nghị thay mặt này."


@dataclass(frozen=True)
class RepresentationInfo:
    """Whom somebody acts for. `expired`: it was confirmed, and its last day is over."""

    id: UUID
    commune_id: int
    applicant_id: UUID
    person_id: UUID
    kind: str
    name: str
    number: str
    proof_file_id: UUID
    state: str
    proposed_at: datetime
    reason: str
    valid_to: date | None
    expired: bool

    @property
    def kind_words(self) -> str:
        """What the person is to the citizen."""
        return KINDS[self.kind]

    @property
    def state_words(self) -> str:
        """How far it has come."""
        return "Đã hết hạn" if self.expired else State(self.state).label

    @property
    def in_force(self) -> bool:
        """Whether the citizen may act for them now."""
        return self.state == State.CONFIRMED and not self.expired


def _info(row: Representation, on: date) -> RepresentationInfo:
    over = row.state == State.CONFIRMED and row.valid_to is not None and row.valid_to < on
    return RepresentationInfo(
        row.id, row.commune_id, row.applicant_id, row.person_id, row.kind, row.name, row.number,
        row.proof_file_id, row.state, row.proposed_at, row.reason, row.valid_to, over,
    )  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """For whom somebody says to act: a child or parent by identity number, an organisation by tax code."""

    kind: str
    name: str
    number: str

    def faults(self) -> dict[str, str]:
        """Return what is wrong with what was typed, by field."""
        told = {}
        if self.kind not in KINDS:
            told["kind"] = "Chọn ông/bà thay mặt cho ai."
        if len(self.name.strip()) < 2:
            told["name"] = "Tên: ghi đầy đủ như trên giấy tờ."
        digits = self.number.replace("-", "")
        plain = digits.isascii() and digits.isdigit()
        if self.kind == Representation.Kind.ORGANISATION:
            if not (plain and len(digits) in (10, 13)):
                told["number"] = "Mã số thuế: 10 chữ số, hoặc 13 chữ số với đơn vị phụ thuộc."
        elif not (plain and len(self.number) == 12):
            told["number"] = "Số định danh: gồm đúng 12 chữ số, có trên giấy khai sinh hoặc thẻ căn cước."
        return told

    def person(self, now: datetime) -> UUID:
        """Return the account that stands for whom it is about."""
        of = organisation_of if self.kind == Representation.Kind.ORGANISATION else person_of
        return of(self.number, now)


def propose_representation(
    actor: Actor, commune_id: int, claim: Claim, proof_file_id: UUID, *, now: datetime
) -> RepresentationInfo:
    """Propose that the citizen acts for somebody, within a scope of both. Raises InvalidInput; Conflict.

    `proof_file_id` is a file of the commune. Nothing is opened by a proposal.
    """
    if actor.citizen_alone is None:
        raise NotAllowed("Chỉ chính người dân mới đề nghị được.")
    if faults := claim.faults():
        raise InvalidInput(faults)
    row = Representation(
        commune_id=commune_id, applicant_id=actor.citizen_alone, person_id=claim.person(now), kind=claim.kind,
        name=" ".join(claim.name.split()), number=claim.number, proof_file_id=proof_file_id,
        state=State.PROPOSED, proposed_at=now,
    )  # fmt: skip
    if row.person_id in actor.applicants:
        raise Conflict("Ông/bà đã nộp được hồ sơ cho người này rồi.")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Conflict("Ông/bà đã đề nghị cho người này rồi. Mời chờ cán bộ xem giấy tờ.") from twice
    return _info(row, local_date(now))


def list_representations(actor: Actor, *, now: datetime) -> list[RepresentationInfo]:
    """Return whom a citizen acts for or asked to, latest first; those they gave up are left out."""
    with tenancy.scope(applicants=actor.applicants):
        rows = Representation.objects.filter(applicant_id__in=_self(actor)).exclude(state=State.ENDED)
        return [_info(row, local_date(now)) for row in rows.order_by("-proposed_at")[:50]]


def _self(actor: Actor) -> list[UUID]:
    return [actor.citizen] if actor.citizen else []


def end_representation(actor: Actor, representation_id: UUID, *, now: datetime) -> None:
    """Give a representation up, at the citizen's wish. Repeating it does no harm."""
    with tenancy.scope(applicants=actor.applicants):
        rows = Representation.objects.filter(applicant_id__in=_self(actor), id=representation_id)
        rows.update(state=State.ENDED, decided_at=now)


def list_proposed(actor: Actor, *, now: datetime) -> list[RepresentationInfo]:
    """Return what waits for an officer of the commune, the oldest first. Permission: dossier.accept."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        rows = Representation.objects.filter(commune_id=actor.home, state=State.PROPOSED)
        return [_info(row, local_date(now)) for row in rows.order_by("proposed_at")[:50]]


def get_proposed(actor: Actor, representation_id: UUID, *, now: datetime) -> RepresentationInfo:
    """Return a representation of the commune; the read is audited. Permission: dossier.accept."""
    actor.require(PERMISSION)
    with tenancy.scope(communes=[actor.home]):
        row = Representation.objects.filter(commune_id=actor.home, id=representation_id).first()
        if row is None:
            raise NotFound(_UNKNOWN)
        read(actor, "representation", row.id, "Xem giấy tờ thay mặt", now=now)
        return _info(row, local_date(now))


def decide_representation(
    actor: Actor, representation_id: UUID, *, confirm: bool, reason: str, valid_to: date | None, now: datetime
) -> None:
    """Confirm a proposal, to a day if one is told, or refuse it with a reason. Permission: dossier.accept.

    Raises InvalidInput; Conflict when it was decided before.
    """
    actor.require(PERMISSION)
    if not confirm and not reason.strip():
        raise InvalidInput({"reason": "Lý do: ghi vì sao không xác nhận, để người dân biết phải làm gì."})
    if valid_to is not None and valid_to < local_date(now):
        raise InvalidInput({"valid_to": "Ngày hết hạn: không được trước hôm nay."})
    with tenancy.scope(communes=[actor.home]):
        waiting = Representation.objects.filter(
            commune_id=actor.home, id=representation_id, state=State.PROPOSED
        )
        done = waiting.update(
            state=State.CONFIRMED if confirm else State.REFUSED, reason=reason.strip()[:300],
            valid_to=valid_to if confirm else None, decided_at=now, decided_by_id=actor.staff,
        )  # fmt: skip
        if not done:
            raise Conflict("Đề nghị này đã có người trả lời, hoặc người dân đã rút lại.")
        verb = "confirmed" if confirm else "refused"
        config(actor, f"representation.{verb}", "representation", representation_id, now=now)
