"""Begin a draft, filled with what the State already knows."""

from datetime import datetime
from uuid import UUID

from motcua.blocks.forms import api as forms
from motcua.blocks.identity import api as identity
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.drafts import DraftInfo, as_info, own
from motcua.casework.intake.jobs import watch
from motcua.casework.intake.models import Draft
from motcua.casework.intake.moments import Kind, drafting_scope, note
from motcua.kernel import clock
from motcua.kernel.actors import Actor
from motcua.kernel.errors import NotAllowed


def start_draft(
    actor: Actor,
    commune_id: int,
    procedure_code: str,
    *,
    now: datetime,
    acting_for: identity.RepresentationInfo | None = None,
) -> DraftInfo:
    """Begin a draft of the version in force today, prefilled from the proven identity of who fills it in.

    `acting_for`: whom the citizen acts for; the draft is theirs. NotAllowed when it is not in force.

    Legal basis: Decree 45/2020/NĐ-CP, Article 4: the State does not ask for what it holds.
    """
    applicant = own(actor) if acting_for is None else _represented(actor, acting_for)
    if actor.helper is not None and actor.helper.subject != procedure_code:
        raise NotAllowed(
            "Người dân nhờ nộp giúp thủ tục khác. Muốn nộp thủ tục này, hãy bắt đầu lượt giúp mới."
        )
    version = catalogue.current_version(procedure_code, clock.local_date(now), commune_id)
    proven = identity.citizen_identity(actor)
    commune = organisation.get_commune(commune_id)
    sources = {
        **proven,
        "commune.name": commune.display_name,
        "commune.province": commune.province_name,
    }
    filled = forms.prefill(version.form, sources)
    by_card = actor.helper is not None and actor.helper.by_card
    with drafting_scope(actor):
        row = Draft.objects.create(
            applicant_id=applicant,
            commune_id=commune_id,
            procedure_code=procedure_code,
            version_id=version.id,
            help_id=actor.helper.help_id if actor.helper else None,
            answers=filled.answers,
            kept={},
            # What somebody read off a card may be misread: it fills in, and stays open to be mended.
            verified_fields=[] if by_card else sorted(filled.verified),
            origins={} if by_card else dict(filled.origins),
            owner=_owner(actor, proven, acting_for),
            representation_id=acting_for.id if acting_for else None,
            created_at=now,
            changed_at=now,
        )
        watch(row)
        note(actor, row, Kind.STARTED, "", now)
        return as_info(row)


def _represented(actor: Actor, acting_for: identity.RepresentationInfo) -> UUID:
    """Return the applicant in whose name the citizen begins; what counts is what the actor holds now."""
    if acting_for.applicant_id != own(actor) or acting_for.person_id not in actor.applicants:
        raise NotAllowed("Chưa xác nhận, hoặc đã hết hạn: ông/bà chưa nộp được hồ sơ thay cho người này.")
    return acting_for.person_id


def _owner(
    actor: Actor, proven: dict[str, str], acting_for: identity.RepresentationInfo | None
) -> dict[str, str]:
    if acting_for is None:
        name = proven.get("identity.full_name", actor.name)
        return {"name": name, "citizen_id": proven.get("identity.citizen_id", "")}
    number = "" if acting_for.kind == "organisation" else acting_for.number
    return {"name": acting_for.name, "citizen_id": number, "by": acting_for.kind_words}
