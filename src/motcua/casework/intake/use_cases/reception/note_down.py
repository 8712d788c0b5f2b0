"""Note down at the desk: what is typed, which papers lie there, in which form. Nothing is judged away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import IO
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.models import Reception
from motcua.casework.intake.preflight import signature_doubts
from motcua.casework.intake.receptions import (
    PAPER_FORMS,
    SCAN,
    UNSCANNED,
    LaidPaper,
    ReceptionInfo,
    as_info,
    get_reception,
    lock_open,
)
from motcua.casework.intake.renaming import with_current_names
from motcua.casework.intake.use_cases.lay_papers import require_fit
from motcua.casework.intake.use_cases.reception.handling import said_of_handling
from motcua.casework.intake.use_cases.release_files import release_files
from motcua.casework.intake.wishes import DELIVERIES
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

_MOST_SHEETS = 99


def note_down(actor: Actor, reception_id: UUID, raw: Mapping[str, str], *, now: datetime) -> ReceptionInfo:
    """Keep the posted boxes of a reception whose procedure is chosen, readable or not."""
    with tenancy.scope(communes=[actor.home]):
        row = lock_open(actor, reception_id)
        assert row.version_id is not None
        version = catalogue.get_version(row.version_id)
        _keep_answers(row, version, raw)
        row.papers = {
            component.code: _said_of(component.code, row, raw).as_data()
            for component in version.content.components
            if not component.present_only
        }
        row.delivery = raw["delivery"] if raw.get("delivery") in DELIVERIES else row.delivery
        row.unscanned = raw["unscanned"] if raw.get("unscanned") in UNSCANNED else ""
        row.handled_by, row.handled_why = said_of_handling(raw, row.handled_by, row.handled_why or "")
        row.changed_at = now
        row.save()
        return as_info(row)


def _keep_answers(row: Reception, version: catalogue.Version, raw: Mapping[str, str]) -> None:
    post = forms.parse_page(catalogue.desk_form(version.id), catalogue.DESK, raw)
    post, _ = with_current_names(version.form, post, row.answers)
    kept = {key: boxes for key, boxes in row.kept.items() if key not in post.answers}
    row.answers, row.kept = {**row.answers, **post.answers}, {**kept, **post.kept}


def _said_of(code: str, row: Reception, raw: Mapping[str, str]) -> LaidPaper:
    before = as_info(row).papers.get(code, LaidPaper())
    form = raw.get(f"giay-{code}-dang", before.form)
    count = raw.get(f"giay-{code}-so", str(before.count))
    return LaidPaper(
        raw.get(f"giay-{code}", before.how)[:200],
        form if form in PAPER_FORMS else "original",
        min(max(int(count), 1), _MOST_SHEETS) if count.isascii() and count.isdigit() else 1,
        before.files,
    )


def lay_scan(
    actor: Actor, reception_id: UUID, code: str, upload: IO[bytes] | bytes, name: str, *, now: datetime
) -> documents.FileInfo:
    """Check a scan and keep it with this paper; the same file again is laid once.

    Until the dossier is accepted the file is the person's, as that of a draft. Raises UploadRefused and InvalidInput
    with what to do instead.
    """
    seen = get_reception(actor, reception_id)
    component = _component(seen, code)
    checked = documents.inspect(upload, name)
    checked = replace(checked, doubts=(*checked.doubts, *signature_doubts(checked, component, now)))
    with tenancy.scope(communes=[actor.home], applicants=[seen.person_id]):
        row = lock_open(actor, reception_id)
        laid = as_info(row).papers.get(code, LaidPaper())
        kept = documents.keep_upload(seen.person_id, checked.name, checked, now)
        if kept.id not in laid.files:
            require_fit(component, checked, len(laid.files))
            _put(row, code, replace(laid, how=SCAN, files=(*laid.files, kept.id)), now)
        return kept


def _component(seen: ReceptionInfo, code: str) -> catalogue.Component:
    known = {one.code: one for one in seen.version.content.components} if seen.version else {}
    if code not in known:
        raise NotFound("Thủ tục này không cần giấy tờ đó.")
    return known[code]


def take_away_scan(actor: Actor, reception_id: UUID, code: str, file_id: UUID, *, now: datetime) -> None:
    """Take a scan away from a paper; repeating it does no harm."""
    person = get_reception(actor, reception_id).person_id
    with tenancy.scope(communes=[actor.home], applicants=[person]):
        row = lock_open(actor, reception_id)
        laid = as_info(row).papers.get(code, LaidPaper())
        _put(row, code, replace(laid, files=tuple(one for one in laid.files if one != file_id)), now)
        if file_id in laid.files:
            release_files(person, [file_id])


def _put(row: Reception, code: str, laid: LaidPaper, now: datetime) -> None:
    row.papers = {**row.papers, code: laid.as_data()}
    row.changed_at = now
    row.save(update_fields=["papers", "changed_at"])


def list_scans(reception: ReceptionInfo) -> dict[UUID, documents.FileInfo]:
    """Return the scans that lie with a reception the caller got, by id."""
    with tenancy.scope(applicants=[reception.person_id]):
        return documents.list_files([key for laid in reception.papers.values() for key in laid.files])


def read_scan(reception: ReceptionInfo, file_id: UUID) -> tuple[documents.FileInfo, bytes]:
    """Return a scan of a reception the caller got. Raises NotFound."""
    if all(file_id not in laid.files for laid in reception.papers.values()):
        raise NotFound("Không tìm thấy tệp này.")
    with tenancy.scope(applicants=[reception.person_id]):
        return documents.get_file(file_id), documents.open_file(file_id)
