"""Accept a dossier: a code, a due time with its calculation, and the clock runs."""

from datetime import datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.events import DossierAccepted
from motcua.casework.dossiers.models import CodeCounter, Dossier
from motcua.casework.dossiers.queries import DossierInfo, as_info
from motcua.casework.dossiers.rules.channels import law_channel
from motcua.casework.dossiers.rules.codes import DEFAULT_PATTERNS, agency_identifier, format_code
from motcua.casework.dossiers.use_cases.acting import Call, enter_step, finish_call, lock
from motcua.kernel import clock


def accept(call: Call) -> DossierInfo:
    """Accept within the caller's scope. Raises what `lock` raises.

    Legal basis: Decree 118/2025/NĐ-CP, Article 17; Circular 03/2025/TT-VPCP, Article 13 (code).
    """
    call, dossier = lock(call)
    _start_clock(dossier, call)
    dossier.code = _take_code(dossier, call)
    following = catalogue.process_of(dossier.version_id).following(dossier.step_key, dossier.turns)
    if following is None:
        raise LookupError(f"the first step of {dossier.procedure_code} leads nowhere")
    enter_step(dossier, following.key, now=call.now)
    assert dossier.due_at is not None
    finish_call(call, dossier, DossierAccepted(dossier.code, dossier.due_at))
    return as_info(dossier)


def deadline_if_accepted(dossier: Dossier | DossierInfo, now: datetime) -> organisation.Deadline:
    """Return when the dossier would be due, and why, were it accepted at `now`."""
    accepted = clock.local(now)
    calendar = organisation.working_calendar(dossier.commune_id, accepted.date())
    return organisation.due(accepted, term_at(dossier, now), calendar)


def term_at(dossier: Dossier | DossierInfo, accepted_at: datetime) -> organisation.Term:
    """Return the term of a dossier that is accepted at a moment: the law's, or a shorter one the commune promised."""
    channel, on = law_channel(dossier.channel), clock.local_date(accepted_at)
    return catalogue.term_of(dossier.version_id, channel, dossier.commune_id, on)


def _start_clock(dossier: Dossier, call: Call) -> None:
    deadline = deadline_if_accepted(dossier, call.now)
    dossier.accepted_at = call.now
    dossier.due_original = dossier.due_at = deadline.due_at
    dossier.due_explanation = list(deadline.lines)


def _take_code(dossier: Dossier, call: Call) -> str:
    """Take the next code of the day under the counter's lock: a rollback gives the number back."""
    on = clock.local_date(call.now)
    commune = organisation.get_commune(dossier.commune_id)
    identifier = agency_identifier(commune.identifier, commune.identifier_old, on, DEFAULT_PATTERNS)
    key = {"commune_id": dossier.commune_id, "identifier": identifier, "on": on}
    CodeCounter.objects.bulk_create([CodeCounter(**key)], ignore_conflicts=True)
    counter = CodeCounter.objects.select_for_update().get(**key)
    number = counter.next_number
    CodeCounter.objects.filter(commune_id=dossier.commune_id, id=counter.id).update(next_number=number + 1)
    return format_code(identifier, on, number, DEFAULT_PATTERNS)
