"""Publish a procedure's folder as a new version, unless the same content is published already."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

from django.db import transaction

from motcua.casework.catalogue.listing import forget_cached
from motcua.casework.catalogue.models import Procedure, ProcedureVersion
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.search import index_text


def publish_folder(path: Path, *, now: datetime) -> bool:
    """Publish the folder; return whether a new version came of it. CatalogueError when it is faulty.

    A version is never changed: running dossiers stay on theirs.
    """
    folder = load_folder(path)
    content, form, process = dict(folder.content.raw), dict(folder.form.raw), dict(folder.process.raw)
    templates = {code: file.read_text() for code, file in folder.templates.items()}
    whole = json.dumps([content, form, process, templates], ensure_ascii=False, sort_keys=True, default=str)
    checksum = hashlib.sha256(whole.encode()).hexdigest()
    plain = json.loads(whole)
    with transaction.atomic():
        parts = [[part.text, part.weight] for part in index_text(folder.content)]
        Procedure.objects.update_or_create(
            code=folder.content.code,
            defaults={
                "name": folder.content.name,
                "field": folder.content.field,
                "search_parts": parts,
            },
        )
        versions = ProcedureVersion.common.filter(procedure_id=folder.content.code)
        if versions.filter(checksum=checksum).exists():
            return False
        last = versions.order_by("-number").values_list("number", flat=True).first() or 0
        ProcedureVersion.objects.create(
            procedure_id=folder.content.code,
            number=last + 1,
            valid_from=folder.content.valid_from,
            valid_to=folder.content.valid_to,
            replaced_by=",".join(folder.content.replaced_by),
            content=plain[0],
            form=plain[1],
            process=plain[2],
            templates=plain[3],
            checksum=checksum,
            created_at=now,
        )
    forget_cached()
    return True


def publish_all(root: Path, *, now: datetime) -> int:
    """Publish every folder below `root`; return how many new versions came of it."""
    return sum(publish_folder(path.parent, now=now) for path in sorted(root.glob("*/procedure.yaml")))
