"""The agency that handles a part of a joint dossier answered with its result: the paper is kept as it came."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import IO

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
    looked = _checked(number, dated_on, paper, clock.local_date(call.now))
    seen = dossiers.get_dossier(call.actor, part.dossier_id)
    kind = catalogue.content_of(seen.version_id).result(part.what.result)
    content = {
        "part": str(part.id), "number": number, "dated_on": str(dated_on),
        "sha256": hashlib.sha256(looked.data).hexdigest(),
    }  # fmt: skip
    call = replace(call, action=dossiers.PartAction.ANSWER, contents={ANSWER: content})
    with tenancy.scope(communes=[call.actor.home]):
        done = dossiers.act_on_part(call, part.dossier_id)
        kept = documents.keep_for_commune(
            seen.commune_id, looked.name, looked.media_type, looked.data, call.now, pages=looked.pages
        )
        decision = Decision(
            commune_id=seen.commune_id, applicant_id=seen.applicant_id, dossier_id=seen.id,
            result_code=kind.code, result_name=kind.name, agency=part.what.agency, state=Decision.State.ISSUED,
            content=content, proposed_by_id=call.actor.staff, proposed_at=call.now, number=number,
            dated_on=dated_on, issued_at=call.now, issued_file_id=kept.id,
        )  # fmt: skip
        decision.store_code = store_code(seen, decision)
        decision.save(force_insert=True)
        dossiers.keep_numbers(seen.commune_id, seen.id, [("result_number", number)])
        return done


def _checked(
    number: str, dated_on: date | None, paper: "IO[bytes] | None", today: date
) -> documents.Inspected:
    """Look at the paper before the transaction: it takes half a second."""
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
    if problems or looked is None:
        raise InvalidInput(problems)
    return looked
