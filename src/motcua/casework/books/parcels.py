"""Reads of what goes by post: results that wait for the postman, parcels on their way, the lists."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from motcua.blocks.audit import api as audit
from motcua.blocks.payments import api as payments
from motcua.casework.books.lists import MOST, get_list, latest
from motcua.casework.books.models import Parcel, PostList
from motcua.casework.books.parcel_rows import find_parcel
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor

# How it went before, by the delivery line of the dossier.
_SENT_BEFORE = {"failed": str(Parcel.State.BACK.label), "lost": str(Parcel.State.LOST.label)}
# Under it what waits for the postman of a commune has an id, by which audit rows name it.
_WAITING = UUID("3f6f4d0e-7a43-4a55-9a0b-2f0f3f9f5b1d")


@dataclass(frozen=True)
class ToPost:
    """A result that the citizen wants by post. `owed`: what is to be paid first, in words.

    `before`: how the parcel ended in which it was sent before, in words, empty where it never was.
    """

    dossier: dossiers.DossierInfo
    address: str
    phone: str
    owed: str
    before: str


@dataclass(frozen=True)
class PostPage:
    """What waits for the postman: as many as a list takes, what may go at once first, and how many `more` there are."""

    rows: list[ToPost]
    more: int = 0


@dataclass(frozen=True)
class ParcelInfo:
    """A parcel; `number` is empty until the post gave it, `state_label` tells how it stands.

    `reason`: what the post says of its end, for officers alone.
    """

    id: UUID
    dossier_id: UUID
    number: str
    address: str
    phone: str
    state: str
    state_label: str
    posted_at: datetime
    ended_at: datetime | None
    reason: str

    @property
    def is_open(self) -> bool:
        """Whether it is still with the post."""
        return self.state == Parcel.State.ON_THE_WAY

    @property
    def end_mark(self) -> str:
        """Return what tells this end of it from another one, for pages that speak of it; "" while it is open."""
        return f"{self.state} {self.ended_at.astimezone(UTC).isoformat()}" if self.ended_at else ""

    @property
    def was_given(self) -> bool:
        """Whether the postman took it; otherwise it was put on the list by mistake."""
        return self.state != Parcel.State.NOT_GIVEN


@dataclass(frozen=True)
class PostListInfo:
    """A list as the postman took it along; `number` is told with its year: "12/2026"."""

    id: UUID
    number: str
    posted_at: datetime
    giver_id: UUID
    postman: str


def may_post(actor: Actor) -> bool:
    """Whether the actor gives results to the post."""
    return actor.may("dossier.return")


def list_to_post(actor: Actor, *, now: datetime) -> PostPage:
    """Return the results to be posted: those that may go at once before those that owe, each in the order of codes.

    The read is audited.
    """
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        here = dossiers.results_to_post(actor.home)
        wanted = dossiers.listed(actor.home, intake.wanted_by_post(actor.home, here))
        if not wanted:
            return PostPage([])
        charges = payments.get_charge([one.id for one in wanted])
        owed = {key: charge.words for key, charge in charges.items() if charge.is_open}
        shown = sorted(wanted, key=lambda one: one.id in owed)[:MOST]
        _read(actor, f"Xem {len(shown)} kết quả chờ giao bưu tá", now)
        owners = notices.receivers(actor.home, shown)
        rows = [
            ToPost(
                one,
                owners[one.id].address,
                owners[one.id].phone,
                owed.get(one.id, ""),
                _SENT_BEFORE.get(one.delivery_state, ""),
            )
            for one in shown
        ]
        return PostPage(rows, len(wanted) - len(rows))


def _read(actor: Actor, told: str, now: datetime) -> None:
    """Leave the audit row of a read of what the post of a commune has to do with."""
    audit.read(actor, "post_list", uuid5(_WAITING, str(actor.home)), told, now=now)


def list_on_the_way(actor: Actor, *, now: datetime) -> list[tuple[ParcelInfo, dossiers.DossierInfo]]:
    """Return what the post has, the longest first, with the dossier of each; the read is audited."""
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        rows = Parcel.objects.filter(commune_id=actor.home, state=Parcel.State.ON_THE_WAY)
        found = [parcel_info(row) for row in rows.order_by("posted_at", "position")]
        if not found:
            return []
        _read(actor, f"Xem {len(found)} bưu gửi đang ở bưu điện", now)
        of = {one.id: one for one in dossiers.listed(actor.home, {one.dossier_id for one in found})}
        return [(one, of[one.dossier_id]) for one in found]


def get_parcel(actor: Actor, parcel_id: UUID, *, now: datetime) -> ParcelInfo:
    """Return a parcel of the commune; the read is audited. Raises NotFound."""
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        row = find_parcel(actor.home, parcel_id)
        audit.read(actor, "dossier", row.dossier_id, "Xem bưu gửi", now=now)
        return parcel_info(row)


def parcels_of(actor: Actor, dossier: dossiers.DossierInfo) -> list[ParcelInfo]:
    """Return the parcels of a dossier that the actor got, the last one first; the caller audits."""
    with dossiers.scope_of(actor):
        rows = Parcel.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
        return [parcel_info(row) for row in rows.order_by("-posted_at", "-id")]


def list_post_lists(actor: Actor, limit: int = 20, *, now: datetime) -> list[PostListInfo]:
    """Return the latest lists of the commune; they name postmen, so the read is audited."""
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        found = [list_info(row) for row in latest(PostList, actor.home, limit)]
        if found:
            _read(actor, f"Xem {len(found)} danh sách giao bưu tá", now)
        return found


def print_post_list(actor: Actor, list_id: UUID, *, now: datetime) -> tuple[str, bytes]:
    """Return (file name, PDF) of a list with the numbers of parcels known by now; audited. Raises NotFound."""
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        row = get_list(PostList, actor.home, list_id)
        parcels = list(Parcel.objects.filter(commune_id=actor.home, list_id=row.id).order_by("position"))
        of = {one.id: one for one in dossiers.listed(actor.home, [one.dossier_id for one in parcels])}
        rows = tuple(
            notices.PostRow(
                one.number,
                of[one.dossier_id].reference,
                of[one.dossier_id].owner_name,
                one.address,
                one.phone,
                "" if parcel_info(one).was_given else one.get_state_display(),
            )
            for one in parcels
        )
        posted = notices.Posted(row.id, row.label, row.posted_at, row.giver_id, row.postman, rows)
        return notices.print_post_list(actor, posted, now=now)


def list_info(row: PostList) -> PostListInfo:
    """Return a row as the dataclass that leaves this context."""
    return PostListInfo(row.id, row.label, row.posted_at, row.giver_id, row.postman)


def parcel_info(row: Parcel) -> ParcelInfo:
    """Return a row as the dataclass that leaves this context."""
    return ParcelInfo(
        row.id, row.dossier_id, row.number, row.address, row.phone, row.state, Parcel.State(row.state).label,
        row.posted_at, row.ended_at, row.reason or "",
    )  # fmt: skip
