"""Begin a draft, filled with what the State already knows."""

from datetime import datetime

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


def start_draft(actor: Actor, commune_id: int, procedure_code: str, *, now: datetime) -> DraftInfo:
    """Begin a draft of the version in force today, prefilled from the proven identity.

    Legal basis: Decree 45/2020/NĐ-CP, Article 4: the State does not ask for what it holds.
    """
    applicant = own(actor)
    if actor.helper is not None and actor.helper.subject != procedure_code:
        raise NotAllowed(
            "Người dân nhờ nộp giúp thủ tục khác. Muốn nộp thủ tục này, hãy bắt đầu lượt giúp mới."
        )
    version = catalogue.current_version(procedure_code, clock.local_date(now))
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
            owner={
                "name": proven.get("identity.full_name", actor.name),
                "citizen_id": proven.get("identity.citizen_id", ""),
            },
            created_at=now,
            changed_at=now,
        )
        watch(row)
        note(actor, row, Kind.STARTED, "", now)
        return as_info(row)
