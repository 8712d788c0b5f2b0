"""Type in what the signed declaration says and the desk left for later."""

from collections.abc import Mapping
from dataclasses import replace

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.contents import version_contents
from motcua.casework.intake.models import AnswerVersion
from motcua.casework.intake.receptions import is_complete
from motcua.casework.intake.use_cases.accept_dossier import latest_answers
from motcua.casework.intake.use_cases.filing import next_version
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput

ENTERED = "entered"


def settled_fields(dossier: dossiers.DossierInfo, answers: Mapping[str, object]) -> frozenset[str]:
    """Return the fields by which fees, way and admission were decided at the desk: they stay as they are.

    Before acceptance nothing is decided yet.
    """
    if dossier.accepted_at is None:
        return frozenset()
    decided = catalogue.deciding_fields(dossier.version_id)
    return frozenset(key for key in decided if forms.is_answered(answers.get(key)))


def enter_answers(call: dossiers.Call, raw: Mapping[str, str]) -> tuple[dossiers.DossierInfo, dict[str, str]]:
    """Keep what was typed as a new version of the answers; return the dossier and what is still missing, by field.

    Raises InvalidInput at what cannot be read or does not fit; nothing is kept then. Raises what acting raises.
    """
    with tenancy.scope(communes=[call.actor.home]):
        # The lock first: two who type at once do not overwrite each other, the page of the second is stale.
        dossier = dossiers.lock_for(call)
        form = catalogue.get_version(dossier.version_id).form
        last = latest_answers(dossier)
        today = clock.local_date(dossier.submitted_at)
        answers = _typed(form, dossier, last, raw)
        told = forms.submission_answers(form, answers, today)
        problems = forms.validate_all(form, answers, today, verified=last.verified_fields)
        wrong = {key: said for key, said in problems.items() if forms.is_answered(answers.get(key))}
        if wrong:
            raise InvalidInput(wrong)
        version = next_version(last, call.now, answers=told, source=ENTERED)
        complete = is_complete(form, answers, today)
        facts = dossiers.facts.Entering(complete=complete, turns=_turns(dossier, told))
        done = dossiers.act(
            replace(call, facts=facts, contents={**call.contents, **version_contents(version)}),
            lambda before, after: dossiers.AnswersEntered(version.number, complete),
        )
        version.save(force_insert=True)
        left = {key: said for key, said in problems.items() if form.field(key).type != "declaration"}
        return done, left


def _typed(
    form: forms.FormDefinition, dossier: dossiers.DossierInfo, last: AnswerVersion, raw: Mapping[str, str]
) -> dict[str, object]:
    settled = settled_fields(dossier, last.answers)
    answers: dict[str, object] = dict(last.answers)
    problems: dict[str, str] = {}
    for page in form.pages:
        post = forms.parse_page(form, page.id, raw, locked=settled)
        answers |= post.answers
        problems |= post.problems
    if problems:
        raise InvalidInput(problems)
    return answers


def _turns(dossier: dossiers.DossierInfo, told: Mapping[str, object]) -> dict[str, str] | None:
    """Return where the answers lead while nobody went on by them yet; at a desk that was settled with the reception."""
    if dossier.accepted_at is not None:
        return None
    return catalogue.turns_of(dossier.version_id, told, clock.local_date(dossier.submitted_at))
