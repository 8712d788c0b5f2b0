"""Give results to the post by a numbered list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from motcua.casework.books.lists import MOST, NONE_CHOSEN, TOO_MANY, next_in
from motcua.casework.books.models import Parcel, PostList
from motcua.casework.books.parcels import PostListInfo, list_info
from motcua.casework.books.rules.parcel_numbers import MALFORMED, read_number
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import DomainError, InvalidInput

BOOK = "post_list"
LONGEST_NAME = 120


@dataclass(frozen=True)
class Posting:
    """A result to be posted. `revision`: of the dossier as the page showed it; `number`: empty where the post gives
    it later.
    """

    dossier_id: UUID
    revision: int | None
    address: str = field(repr=False)
    number: str = ""


class CannotPost(InvalidInput):
    """Some results cannot go; `codes`: of the dossier that a message is about, by the key of the message."""

    def __init__(self, problems: dict[str, str], chosen: Iterable[dossiers.DossierInfo]) -> None:
        super().__init__(problems)
        self.codes = {key: one.reference for one in chosen for key in (str(one.id), number_box(one.id))}


def post_results(
    actor: Actor, list_id: UUID, postings: Sequence[Posting], postman: str, *, now: datetime
) -> PostListInfo:
    """Write the list that the postman takes along, and post each result by the rules of its dossier: all or none.

    Repeated under the same id, the list is written once. Permission: dossier.return. Raises CannotPost at `results`,
    `postman`, at the id of each dossier that cannot go, and at the `number_box` of a number that is none. Legal
    basis: Decree 118/2025/NĐ-CP, Article 22.
    """
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        chosen = {one.id: one for one in dossiers.listed(actor.home, [one.dossier_id for one in postings])}
        if chosen:
            # The same list sent twice at once: the second waits here, and then finds it written.
            dossiers.lock_dossier(actor.home, min(chosen))
        written = PostList.objects.filter(commune_id=actor.home, id=list_id).first()
        if written is not None:
            return _sent_again(written, postings)
        postman = postman.strip()
        problems = _problems(postings, postman) or _refusals(actor, postings, now)
        if problems:
            raise CannotPost(problems, chosen.values())
        row = PostList.objects.create(
            id=list_id, **next_in(actor.home, BOOK, now), posted_at=now, giver_id=actor.staff, postman=postman
        )
        _keep_parcels(row, postings, chosen)
        return list_info(row)


def _sent_again(row: PostList, postings: Sequence[Posting]) -> PostListInfo:
    """Return the list as it was written, unless the page, gone back to, now names others."""
    gone = Parcel.objects.filter(commune_id=row.commune_id, list_id=row.id)
    if {one.dossier_id for one in postings} != set(gone.values_list("dossier_id", flat=True)):
        raise InvalidInput({"results": f"Trang này đã lập danh sách số {row.label}. Hãy tải lại trang."})
    return list_info(row)


def _problems(postings: Sequence[Posting], postman: str) -> dict[str, str]:
    """Return what cannot be read, before any dossier is touched."""
    found = {}
    if not postings:
        found["results"] = NONE_CHOSEN
    elif len(postings) > MOST:
        found["results"] = TOO_MANY
    if not 1 <= len(postman) <= LONGEST_NAME:
        found["postman"] = "Hãy ghi họ tên bưu tá."
    for one in postings:
        if not intake.is_address(one.address):
            found[str(one.dossier_id)] = intake.NO_ADDRESS
        elif read_number(one.number) is None:
            found[number_box(one.dossier_id)] = MALFORMED
    return found


def _refusals(actor: Actor, postings: Sequence[Posting], now: datetime) -> dict[str, str]:
    """Post each result, in the order of ids as everybody locks them; return why some cannot go."""
    wanted = intake.wanted_by_post(actor.home, [one.dossier_id for one in postings])
    found = {}
    for one in sorted(postings, key=lambda one: one.dossier_id):
        if one.dossier_id not in wanted:
            found[str(one.dossier_id)] = "Người dân không đăng ký nhận kết quả qua bưu điện."
            continue
        try:
            _post(actor, one, now)
        except DomainError as refusal:
            found[str(one.dossier_id)] = refusal.message
    return found


def number_box(dossier_id: UUID | str) -> str:
    """Return the box in which the number of a dossier's parcel is typed."""
    return f"number-{dossier_id}"


def _post(actor: Actor, posting: Posting, now: datetime) -> None:
    number = read_number(posting.number) or ""
    call = dossiers.Call(
        actor, posting.dossier_id, dossiers.Action.POST_RESULT, now,
        note=f"Số bưu gửi: {number}." if number else "", revision=posting.revision,
    )  # fmt: skip
    decisions.post_result(call, number)


def _keep_parcels(
    row: PostList, postings: Sequence[Posting], chosen: dict[UUID, dossiers.DossierInfo]
) -> None:
    """Write the parcels of a list in the order of the codes of their dossiers."""
    owners = notices.receivers(row.commune_id, chosen.values())
    by_dossier = {one.dossier_id: one for one in postings}
    Parcel.objects.bulk_create(
        Parcel(
            commune_id=row.commune_id,
            applicant_id=dossier.applicant_id,
            list_id=row.id,
            dossier_id=dossier.id,
            position=position,
            address=by_dossier[dossier.id].address.strip(),
            phone=owners[dossier.id].phone,
            number=read_number(by_dossier[dossier.id].number) or "",
            posted_at=row.posted_at,
        )
        for position, dossier in enumerate(chosen.values(), start=1)
    )
