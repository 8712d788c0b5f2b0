"""Take a told dossier in: fetched and checked first, then opened in one transaction; what fails is put aside.

Legal basis: Decree 118/2025/NĐ-CP, Articles 14-17; Decree 45/2020/NĐ-CP, Article 11 (answer within 8 working hours).
"""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from motcua.blocks.documents import api as documents
from motcua.blocks.identity import api as identity
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.synchronisation.errors import CannotTakeIn
from motcua.casework.synchronisation.keeping import CHANNEL, put_aside
from motcua.casework.synchronisation.models import ToldDossier
from motcua.casework.synchronisation.ports import FileRefused, NationalPortal, PortalDossier, PortalFile
from motcua.casework.synchronisation.rules.codes import plain_code
from motcua.kernel import clock, ports, tenancy
from motcua.kernel.actors import Actor, system
from motcua.kernel.discretion import reason as told_reason
from motcua.kernel.errors import NotAvailable

log = logging.getLogger(__name__)
SENDER = "Cổng Dịch vụ công quốc gia"
# A time of submission further back, or ahead by more than clocks differ, is a fault of the record.
_OLDEST, _AHEAD = timedelta(days=60), timedelta(minutes=10)
_NAMESPACE = UUID("b6b1f3de-5f0c-5a39-8d8e-6a5b0f2f7c11")
_LONGEST_DETAIL = 200
# All files of a dossier are held at once until it is opened.
_LARGEST_TOGETHER = 200 * 1024 * 1024


def take_in(row: ToldDossier, *, now: datetime) -> bool:
    """Take in what is kept; tell whether it is a dossier now. What stands against it is kept with the row.

    No file is fetched and none is checked inside the transaction. However often it runs, one dossier comes of it.
    """
    if row.dossier_id is not None or row.record is None:
        return row.dossier_id is not None
    try:
        return _open(row, ports.get(NationalPortal).read(row.record), now)
    except CannotTakeIn as cannot:
        put_aside(row, cannot, now)
    except NotAvailable:
        put_aside(row, CannotTakeIn("no_answer"), now)
    except Exception as error:
        # One record never stops the others; that it is here, and where it failed, stands on the page.
        log.exception("a dossier of the national portal was not taken in")
        put_aside(row, CannotTakeIn("fault", detail=told_reason(error)[:_LONGEST_DETAIL]), now)
    return False


def _open(row: ToldDossier, told: PortalDossier, now: datetime) -> bool:
    at, doubt = _moment(told, now)
    version = _version(row.commune_id, told, at)
    card = _card(told, at)
    files = _files(told)
    person = identity.person_of(card.citizen_id, now)
    own = {one.code for one in version.content.components}
    said = {"phone": told.phone, "email": told.email, "residence": told.address}
    filing = intake.Elsewhere(
        key=uuid5(_NAMESPACE, f"{row.commune_id}/{row.key}"),
        person=person,
        version=version,
        channel=CHANNEL,
        owner={
            "full_name": card.name,
            "citizen_id": card.citizen_id,
            **{name: value for name, value in said.items() if value},
        },
        papers=tuple((one.component if one.component in own else "", file) for one, file in files),
        note=_note(told, doubt, sum(one.component not in own for one, _ in files)),
    )
    with tenancy.scope(communes=[row.commune_id], applicants=[person]):
        mine = ToldDossier.objects.select_for_update().filter(commune_id=row.commune_id, id=row.id)
        locked = mine.get()
        if locked.dossier_id is not None or locked.settled_at is not None:
            return locked.dossier_id is not None  # another run was quicker, or an officer settled it
        dossier = intake.take_in_elsewhere(_sender(row.commune_id), filing, at=at, now=now)
        numbers = (("national", told.code), ("phone", told.phone))
        dossiers.keep_numbers(row.commune_id, dossier.id, numbers)
        mine.update(
            dossier_id=dossier.id, applicant_id=person, taken_at=now, record=None, reason="", told={},
            tries=row.tries + 1, reported_seq=1,
        )  # fmt: skip
        return True


def _sender(commune_id: int) -> Actor:
    return replace(system(commune_id), name=SENDER)


def _moment(told: PortalDossier, now: datetime) -> tuple[datetime, str]:
    """Return from when the dossier counts, and what is doubtful about it."""
    at = told.submitted_at
    if at is None or not now - _OLDEST <= at <= now + _AHEAD:
        return now, "Cổng không cho biết giờ nộp đọc được; tính từ lúc nhận về."
    return min(at, now), ""


def _version(commune_id: int, told: PortalDossier, at: datetime) -> catalogue.Version:
    if not told.code:
        raise CannotTakeIn("no_code")
    code, on = plain_code(told.procedure_code), clock.local_date(at)
    if not code:
        raise CannotTakeIn("no_procedure")
    known = {one.code: one for one in catalogue.list_summaries(on, commune_id)}
    if code not in known or not known[code].filed_here:
        raise CannotTakeIn("unknown_procedure", procedure=code)
    return catalogue.get_version(known[code].version_id)


def _card(told: PortalDossier, at: datetime) -> identity.SeenCard:
    try:
        return identity.typed_card(told.owner_name, told.citizen_id, clock.local_date(at))
    except identity.UnreadableCard as wrong:
        raise CannotTakeIn("no_name" if wrong.at == "name" else "no_citizen_id") from None


def _files(told: PortalDossier) -> list[tuple[PortalFile, documents.Inspected]]:
    """Fetch and check every file, as any upload is checked."""
    if "files" in told.unreadable:
        raise CannotTakeIn("files")
    found, size = [], 0
    for number, one in enumerate(told.files, start=1):
        checked = _file(one, number)
        size += len(checked.data)
        if size > _LARGEST_TOGETHER:
            raise CannotTakeIn("file_too_large", number=number)
        found.append((one, checked))
    return found


def _file(one: PortalFile, number: int) -> documents.Inspected:
    try:
        return documents.inspect(ports.get(NationalPortal).fetch(one), one.name or f"tep-{number}")
    except FileRefused as refused:
        raise CannotTakeIn(refused.reason, number=number) from None
    except documents.UploadRefused:
        raise CannotTakeIn("file_refused", number=number) from None


def _note(told: PortalDossier, doubt: str, others: int) -> str:
    """Return the line of the history: the national code, how to reach the person, what has to be looked at."""
    reach = ", ".join(filter(None, (told.phone, told.email)))
    return " ".join(
        filter(
            None,
            (
                f"Nộp trên {SENDER}, mã {told.code}.",
                f"Liên hệ: {reach}." if reach else "",
                f"{others} tệp chưa rõ là giấy tờ nào, để ở «{intake.OTHER_PAPERS}»." if others else "",
                doubt,
            ),
        )
    )
