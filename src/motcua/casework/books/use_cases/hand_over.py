"""Hand results over by a numbered list, and print it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.books.lists import MOST, NONE_CHOSEN, TOO_MANY, get_list, latest, next_in
from motcua.casework.books.models import HandOver
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

BOOK = "hand_over"


@dataclass(frozen=True)
class HandOverInfo:
    """A list of results as it was handed over; `number` is told with its year: "12/2026"."""

    id: UUID
    number: str
    handed_at: datetime
    giver_id: UUID
    receiver_id: UUID
    count: int


@dataclass(frozen=True)
class Waiting:
    """A result that waits to be handed over; `by_post`: wanted that way, as last told."""

    dossier: dossiers.DossierInfo
    by_post: bool


def may_hand_over(actor: Actor) -> bool:
    """Whether the actor gives or takes results: the clerk who issues them, the desk that returns them."""
    return actor.may("dossier.issue") or actor.may("dossier.return")


def hand_over(
    actor: Actor, dossier_ids: Sequence[UUID], receiver_id: UUID | None, *, now: datetime
) -> HandOverInfo:
    """Write a list of results that the actor gives to another member of staff; the states stay as they are.

    Raises NotAllowed, InvalidInput at `results` and `receiver`.
    """
    _require(actor)
    with tenancy.scope(communes=[actor.home]):
        chosen = dossiers.listed(actor.home, dossier_ids)
        staff = {one.id for one in organisation.list_staff(actor.home, clock.local_date(now))} - {actor.staff}
        problems = _problems(dossier_ids, chosen, known=receiver_id in staff)
        if problems or receiver_id is None:
            raise InvalidInput(problems)
        row = HandOver.objects.create(
            **next_in(actor.home, BOOK, now),
            handed_at=now,
            giver_id=actor.staff,
            receiver_id=receiver_id,
            dossier_ids=[str(one.id) for one in chosen],
        )
        return _info(row)


def _problems(
    asked: Sequence[UUID], chosen: Sequence[dossiers.DossierInfo], *, known: bool
) -> dict[str, str]:
    problems = {}
    if not asked:
        problems["results"] = NONE_CHOSEN
    elif len(asked) > MOST:
        problems["results"] = TOO_MANY
    elif len(chosen) < len(set(asked)) or not all(_lies_here(one) for one in chosen):
        problems["results"] = "Có hồ sơ không còn chờ trả kết quả. Hãy chọn lại."
    if not known:
        problems["receiver"] = "Hãy chọn người nhận khác ông/bà trong danh sách cán bộ."
    return problems


def _lies_here(dossier: dossiers.DossierInfo) -> bool:
    """Whether the result waits to be handed over and is not with the post."""
    return dossier.state is dossiers.State.DONE and dossier.delivery_state != "posted"


def list_hand_overs(actor: Actor, limit: int = 20) -> list[HandOverInfo]:
    """Return the latest lists of the commune."""
    _require(actor)
    with tenancy.scope(communes=[actor.home]):
        return [_info(row) for row in latest(HandOver, actor.home, limit)]


def list_waiting(actor: Actor) -> list[Waiting]:
    """Return the dossiers whose result waits to be handed over, the longest waiting first."""
    _require(actor)
    with tenancy.scope(communes=[actor.home]):
        found = dossiers.results_waiting(actor.home, MOST)
        by_post = intake.wanted_by_post(actor.home, [one.id for one in found])
        return [Waiting(one, one.id in by_post) for one in found]


def print_hand_over(actor: Actor, hand_over_id: UUID, *, now: datetime) -> tuple[str, bytes]:
    """Return (file name, PDF) of a list as it was handed over; the print is audited. Raises NotFound."""
    _require(actor)
    with tenancy.scope(communes=[actor.home]):
        row = get_list(HandOver, actor.home, hand_over_id)
        chosen = dossiers.listed(actor.home, [UUID(one) for one in row.dossier_ids])
        given = notices.Handed(row.id, row.label, row.handed_at, row.giver_id, row.receiver_id)
        return notices.print_hand_over(actor, chosen, given, now=now)


def _require(actor: Actor) -> None:
    if not may_hand_over(actor):
        actor.require("dossier.return")


def _info(row: HandOver) -> HandOverInfo:
    return HandOverInfo(row.id, row.label, row.handed_at, row.giver_id, row.receiver_id, len(row.dossier_ids))
