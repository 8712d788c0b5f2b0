"""Reads of what goes by post: results that wait for the postman, parcels on their way, the lists."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from motcua.blocks.audit import api as audit
from motcua.blocks.payments import api as payments
from motcua.casework.books.lists import MOST, get_list, latest
from motcua.casework.books.models import Parcel, PostList
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotFound

# Under it what waits for the postman of a commune has an id, by which audit rows name it.
_WAITING = UUID("3f6f4d0e-7a43-4a55-9a0b-2f0f3f9f5b1d")


@dataclass(frozen=True)
class ToPost:
    """A result that the citizen wants by post. `owed`: what is to be paid first, in words; `back`: sent before."""

    dossier: dossiers.DossierInfo
    address: str
    phone: str
    owed: str
    back: bool


@dataclass(frozen=True)
class ParcelInfo:
    """A parcel; `number` is empty until the post gave it, `state_label` tells how it stands."""

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


def list_to_post(actor: Actor, *, now: datetime) -> list[ToPost]:
    """Return the results to be posted in the order of their codes, at most as many as a list takes.

    The read is audited.
    """
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        here = dossiers.results_to_post(actor.home)
        wanted = dossiers.listed(actor.home, intake.wanted_by_post(actor.home, here))[:MOST]
        if not wanted:
            return []
        subject = uuid5(_WAITING, str(actor.home))
        audit.read(actor, "post_list", subject, f"Xem {len(wanted)} kết quả chờ giao bưu tá", now=now)
        owners = notices.receivers(actor.home, wanted)
        charges = payments.get_charge([one.id for one in wanted])
        return [
            ToPost(
                one,
                owners[one.id].address,
                owners[one.id].phone,
                charges[one.id].words if one.id in charges and charges[one.id].is_open else "",
                one.delivery_state == "failed",
            )
            for one in wanted
        ]


def list_on_the_way(actor: Actor, *, now: datetime) -> list[tuple[ParcelInfo, dossiers.DossierInfo]]:
    """Return what the post has, the longest first, with the dossier of each; the read is audited."""
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        rows = Parcel.objects.filter(commune_id=actor.home, state=Parcel.State.ON_THE_WAY)
        found = [parcel_info(row) for row in rows.order_by("posted_at", "position")]
        if not found:
            return []
        subject = uuid5(_WAITING, str(actor.home))
        audit.read(actor, "post_list", subject, f"Xem {len(found)} bưu gửi đang ở bưu điện", now=now)
        of = {one.id: one for one in dossiers.listed(actor.home, {one.dossier_id for one in found})}
        return [(one, of[one.dossier_id]) for one in found]


def get_parcel(actor: Actor, parcel_id: UUID, *, now: datetime) -> ParcelInfo:
    """Return a parcel of the commune; the read is audited. Raises NotFound."""
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        row = Parcel.objects.filter(commune_id=actor.home, id=parcel_id).first()
        if row is None:
            raise NotFound("Không tìm thấy bưu gửi này.")
        audit.read(actor, "dossier", row.dossier_id, "Xem bưu gửi", now=now)
        return parcel_info(row)


def parcels_of(actor: Actor, dossier: dossiers.DossierInfo) -> list[ParcelInfo]:
    """Return the parcels of a dossier that the actor got, the last one first; the caller audits."""
    with dossiers.scope_of(actor):
        rows = Parcel.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
        return [parcel_info(row) for row in rows.order_by("-posted_at", "-id")]


def list_post_lists(actor: Actor, limit: int = 20) -> list[PostListInfo]:
    """Return the latest lists of the commune."""
    actor.require("dossier.return")
    with tenancy.scope(communes=[actor.home]):
        return [list_info(row) for row in latest(PostList, actor.home, limit)]


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
