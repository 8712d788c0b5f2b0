"""Propose to act for somebody, with the paper that proves it; read that paper."""

from datetime import datetime
from typing import IO
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.blocks.identity import api as identity
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotAllowed

NO_PROOF = "Giấy tờ chứng minh: chụp hoặc chọn tệp, ví dụ giấy khai sinh, giấy ủy quyền."


def propose_with_proof(
    actor: Actor, commune_id: int, claim: identity.Claim, proof: "IO[bytes] | None", *, now: datetime
) -> identity.RepresentationInfo:
    """Propose to act for somebody; the proof is checked by its content and given to the commune.

    Raises InvalidInput by field, documents.UploadRefused, Conflict when it was proposed before.
    """
    faults = claim.faults()
    if proof is None:
        faults["proof"] = NO_PROOF
    if faults or proof is None:
        raise InvalidInput(faults)
    citizen = actor.citizen_alone
    if citizen is None:
        raise NotAllowed("Chỉ chính người dân mới đề nghị được.")
    checked = documents.inspect(proof, getattr(proof, "name", None) or "giay-to")
    with tenancy.scope(communes=[commune_id], applicants=actor.applicants):
        kept = documents.keep_upload(citizen, checked.name, checked, now)
        file = documents.adopt(citizen, [kept.id], commune_id, now)[kept.id]
        return identity.propose_representation(actor, commune_id, claim, file.id, now=now)


def read_proof(actor: Actor, representation_id: UUID, *, now: datetime) -> tuple[documents.FileInfo, bytes]:
    """Return the paper that proves a representation, to an officer who may confirm it; the read is audited."""
    info = identity.get_proposed(actor, representation_id, now=now)
    with tenancy.scope(communes=[actor.home]):
        return documents.get_file(info.proof_file_id), documents.open_file(info.proof_file_id)
