"""A changed content becomes the next common version of its procedure; for use cases inside their transaction."""

import hashlib
import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max

from motcua.casework.catalogue.errors import CatalogueError
from motcua.casework.catalogue.models import Procedure, ProcedureVersion, Publication
from motcua.casework.catalogue.rules.folder import parts_of
from motcua.casework.catalogue.rules.records.checked import fingerprint
from motcua.casework.catalogue.rules.records.differences import differences
from motcua.casework.catalogue.rules.records.making import Made
from motcua.casework.catalogue.rules.search import index_text
from motcua.kernel.errors import InvalidInput, NotFound
from motcua.kernel.validity import in_force


def version_on(code: str, on: date) -> ProcedureVersion:
    """Return the common version in force on a day, its procedure locked. NotFound."""
    Procedure.objects.select_for_update().filter(code=code).first()
    found = ProcedureVersion.common.filter(in_force(on), procedure_id=code).order_by("-number").first()
    if found is None:
        raise NotFound(f"Thủ tục {code} không có hiệu lực vào ngày {on:%d/%m/%Y}.")
    return found


def write_version(
    old: ProcedureVersion, content: dict[str, Any], on: date, publication: UUID, now: datetime
) -> None:
    """Write what follows a version from a day on, up to where that one ended. InvalidInput when it is faulty."""
    content["versions_from"] = on.isoformat()
    try:
        built, _, _ = parts_of(content, old.form, old.process)
    except CatalogueError as error:
        raise InvalidInput({"proposal": str(error.problems[0])}) from error
    facts = fingerprint(Made(content, old.form, old.process, old.templates)) if old.origin == "record" else ""
    every = ProcedureVersion.common.filter(procedure_id=old.procedure_id)
    number = every.aggregate(last=Max("number"))["last"] + 1
    whole = json.dumps([content, old.form, old.process, old.templates, number], sort_keys=True)
    ProcedureVersion.objects.filter(id=old.id).update(valid_to=max(old.valid_from, on - timedelta(days=1)))
    ProcedureVersion.objects.create(
        procedure_id=old.procedure_id, number=number, valid_from=on, valid_to=old.valid_to,
        content=content, form=old.form, process=old.process, templates=old.templates,
        checksum=hashlib.sha256(whole.encode()).hexdigest(), created_at=now,
        origin=old.origin if old.origin == "record" else "proposal", facts=facts,
        changes=differences(old.content, content), published_by=publication,
    )  # fmt: skip
    parts = [[part.text, part.weight] for part in index_text(built)]
    Procedure.objects.filter(code=old.procedure_id).update(name=content["name"], search_parts=parts)


def write_publication(publication: UUID, on: date, basis: str, now: datetime) -> None:
    """Write the dated publication of changes decided one by one."""
    Publication.objects.create(
        id=publication, key=hashlib.sha256(publication.bytes).hexdigest(), effective_on=on, basis=basis[:300],
        sources=[], started_at=now, finished_at=now,
    )  # fmt: skip
