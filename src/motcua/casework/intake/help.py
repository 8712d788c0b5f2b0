"""Help with filing, as pages see it: who helps whom, where, until when; and the person they act as meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.blocks.identity import api as identity
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.models import AssistedFiling
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor, Helper, Visit, system
from motcua.kernel.errors import NotFound

PERMISSION = "intake.assist"
Place = AssistedFiling.Place
PLACES = dict(Place.choices)
WAYS_OF_CONSENT = dict(AssistedFiling.Consent.choices)


@dataclass(frozen=True)
class HelpInfo:
    """A help. `open`: the person agreed and its time is not over."""

    id: UUID
    commune_id: int
    applicant_id: UUID | None
    person_name: str
    staff_name: str
    place: str
    procedure_code: str
    known_by: str
    consent_how: str
    consent_at: datetime | None
    begun_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    dossier_id: UUID | None
    open: bool

    @property
    def place_words(self) -> str:
        """The place, as it is told to people."""
        return PLACES.get(self.place, self.place)

    @property
    def consent_words(self) -> str:
        """How the person agreed."""
        return WAYS_OF_CONSENT.get(self.consent_how, "")


class HelpNotFound(NotFound):
    """No such help of this officer."""

    def __init__(self) -> None:
        super().__init__("Không tìm thấy lượt nộp giúp này, hoặc lượt đó của người khác.")


def as_info(row: AssistedFiling, person_name: str, now: datetime) -> HelpInfo:
    """Return a row as the dataclass that leaves this context."""
    return HelpInfo(
        row.id, row.commune_id, row.applicant_id, person_name, row.staff_name, row.place, row.procedure_code,
        row.known_by, row.consent_how, row.consent_at, row.begun_at, row.ends_at, row.ended_at, row.dossier_id,
        open=is_open(row, now),
    )  # fmt: skip


def is_open(row: AssistedFiling, now: datetime) -> bool:
    """Tell whether the help goes on: agreed to, not ended, its time not over."""
    return row.consent_at is not None and row.ended_at is None and now < row.ends_at


def get_help(actor: Actor, help_id: UUID, *, now: datetime) -> HelpInfo:
    """Return one of the officer's own helps. Permission: intake.assist. Raises HelpNotFound.

    The person's name is told while the help goes on.
    """
    row = _own_row(actor, help_id)
    known = row.applicant_id if is_open(row, now) else None
    return as_info(row, identity.person_name(known) if known else "", now)


def list_helps(actor: Actor, *, now: datetime) -> list[HelpInfo]:
    """Return the officer's own helps, latest first. Permission: intake.assist."""
    rows = own_helps(actor)
    with tenancy.scope(communes=[actor.home]):
        return [as_info(row, "", now) for row in rows.order_by("-begun_at")[:20]]


def own_helps(actor: Actor) -> "QuerySet[AssistedFiling]":
    """Return the helps of an officer, to be read within the scope of their commune. Permission: intake.assist."""
    actor.require(PERMISSION)
    return AssistedFiling.objects.filter(commune_id=actor.home, staff_id=actor.staff)


def _own_row(actor: Actor, help_id: UUID) -> AssistedFiling:
    rows = own_helps(actor).filter(id=help_id)
    with tenancy.scope(communes=[actor.home]):
        row = rows.first()
    if row is None:
        raise HelpNotFound
    return row


def act_as_helped(actor: Actor, help_id: UUID, *, now: datetime) -> Actor | None:
    """Return the citizen as whom the officer fills in under an open help; None when it is over or not theirs.

    Nothing of the officer's own goes in: the name, the number and the rows are those of the person.
    """
    if not actor.may(PERMISSION):
        return None
    try:
        row = _own_row(actor, help_id)
    except NotFound:
        return None
    if row.applicant_id is None or not is_open(row, now):
        return None
    helper = Helper(
        row.id, row.commune_id, row.staff_id, row.staff_name, row.staff_role, row.place, row.procedure_code,
        now, row.ends_at,
        by_card=row.known_by == AssistedFiling.Known.CARD,
    )  # fmt: skip
    return Actor(
        kind="citizen",
        account_id=row.applicant_id,
        name=identity.person_name(row.applicant_id),
        applicants=(row.applicant_id,),
        assurance=identity.PROVEN,
        visit=Visit(row.id, row.begun_at, row.commune_id, channel=row.place),
        helper=helper,
    )


def help_words(actor: Actor) -> str:
    """Return the line of the history that tells who helped, where and how it was agreed; "" without help."""
    if actor.helper is None:
        return ""
    return f"Nộp với sự giúp đỡ của {actor.helper.name}, tại: {PLACES[actor.helper.place]}."


def end_help(actor: Actor, now: datetime, *, dossier_id: UUID | None = None) -> None:
    """End the help under which the actor fills in, within the caller's scope; nothing without help."""
    if actor.helper is not None:
        rows = AssistedFiling.objects.filter(commune_id=actor.helper.commune_id, id=actor.helper.help_id)
        rows.update(ended_at=now, dossier_id=dossier_id)


def handed_in(info: HelpInfo, *, now: datetime) -> dossiers.DossierInfo | None:
    """Return the dossier that a help led to, for the slip with its codes; None once the time of the help is over."""
    if info.dossier_id is None or now >= info.ends_at:
        return None
    return dossiers.get_dossier(system(info.commune_id), info.dossier_id)
