"""The agency that handles a part of a joint dossier answered with its result: the paper is kept as it came."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import IO
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions.models import Decision
from motcua.casework.decisions.queries import ANSWER
from motcua.casework.decisions.use_cases.sign import store_code
from motcua.casework.dossiers import api as dossiers
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput


def record_answer(
    call: dossiers.PartCall,
    part: dossiers.PartInfo,
    number: str,
    dated_on: date | None,
    paper: "IO[bytes] | None",
) -> dossiers.DossierInfo:
    """Keep the result of a part the actor got with its number, date and paper, and close the part.

    Raises InvalidInput at `number`, `dated_on` and `paper`, and what `dossiers.act_on_part` raises.
    """
    number = number.strip()[:40]
    on, looked = _checked(number, dated_on, paper, clock.local_date(call.now))
    seen = dossiers.get_dossier(call.actor, part.dossier_id)
    content = answer_content(part, number, on, hashlib.sha256(looked.data).hexdigest())
    call = answering(call, content)
    with tenancy.scope(communes=[call.actor.home]):
        done = dossiers.act_on_part(call, part.dossier_id)
        kept = documents.keep_for_commune(
            seen.commune_id, looked.name, looked.media_type, looked.data, call.now, pages=looked.pages
        )
        answer_row(call, part, seen, content, kept.id).save(force_insert=True)
        dossiers.keep_numbers(seen.commune_id, seen.id, [("result_number", number)])
        return done


def answer_content(part: dossiers.PartInfo, number: str, dated_on: date, sha256: str) -> dict[str, str]:
    """Return what an agency answered for a part, as it is kept and told in the log."""
    return {"part": str(part.id), "number": number, "dated_on": str(dated_on), "sha256": sha256}


def answering(call: dossiers.PartCall, content: Mapping[str, str]) -> dossiers.PartCall:
    """Return the call that closes a part with what its agency answered."""
    return replace(call, action=dossiers.PartAction.ANSWER, contents={ANSWER: content})


def answer_row(
    call: dossiers.PartCall,
    part: dossiers.PartInfo,
    dossier: dossiers.DossierInfo,
    content: Mapping[str, str],
    file_id: UUID,
) -> Decision:
    """Return the result that an agency made, not yet written."""
    kind = catalogue.content_of(dossier.version_id).result(part.what.result)
    row = Decision(
        commune_id=dossier.commune_id, applicant_id=dossier.applicant_id, dossier_id=dossier.id,
        result_code=kind.code, result_name=kind.name, agency=part.what.agency, state=Decision.State.ISSUED,
        content=dict(content), proposed_by_id=call.actor.staff, proposed_at=call.now, number=content["number"],
        dated_on=date.fromisoformat(content["dated_on"]), issued_at=call.now, issued_file_id=file_id,
    )  # fmt: skip
    row.store_code = store_code(dossier, row)
    return row


def _checked(
    number: str, dated_on: date | None, paper: "IO[bytes] | None", today: date
) -> tuple[date, documents.Inspected]:
    """Return day and paper. The paper is looked at before the transaction: it takes half a second."""
    problems, looked = {}, None
    if not number:
        problems["number"] = "Ghi số của kết quả."
    if dated_on is None:
        problems["dated_on"] = "Ghi ngày của kết quả."
    elif dated_on > today:
        problems["dated_on"] = "Ngày của kết quả không thể sau hôm nay."
    if paper is None:
        problems["paper"] = "Chọn tệp kết quả do cơ quan gửi."
    else:
        try:
            looked = documents.inspect(paper, getattr(paper, "name", None) or "ket-qua.pdf")
        except documents.UploadRefused as refusal:
            problems["paper"] = refusal.message
    if looked is not None and looked.media_type != "application/pdf":
        problems["paper"] = "Kết quả phải là tệp PDF: bản điện tử, hoặc bản giấy đã quét thành PDF."
    if problems or looked is None or dated_on is None:
        raise InvalidInput(problems)
    return dated_on, looked
