"""Ask another unit for its opinion, give it, or take the question back. A required one holds up the draft."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers.events import OpinionAsked, OpinionGiven, OpinionWithdrawn
from motcua.casework.dossiers.models import Opinion
from motcua.casework.dossiers.models.opinion import open_ones
from motcua.casework.dossiers.opinions import VERDICTS, answer_name, question_name
from motcua.casework.dossiers.queries import DossierInfo
from motcua.casework.dossiers.rules.facts import AskingOpinion
from motcua.casework.dossiers.use_cases.acting import Call, act_on, lock
from motcua.kernel import clock, tenancy
from motcua.kernel.errors import InvalidInput, NotAllowed, NotFound
from motcua.kernel.identifiers import new_id


@dataclass(frozen=True)
class Question:
    """What is asked of which unit, by when. `forced`: due later than the step, knowingly."""

    unit_id: UUID
    text: str
    due_at: datetime
    required: bool = False
    asked_staff_id: UUID | None = None
    key: str = ""
    forced: bool = False


def ask_opinion(call: Call, question: Question) -> DossierInfo:
    """Put a question to a unit. ActionRefused when it is due after the step; InvalidInput without words, or for
    a unit that is not of this commune.

    Legal basis: Decree 118/2025/NĐ-CP, Article 18.
    """
    problems = _problems(call, question)
    if problems:
        raise InvalidInput(problems)
    opinion_id = new_id()
    facts = AskingOpinion(opinion_id, question.due_at, question.required, question.forced)
    contents = {**call.contents, question_name(opinion_id): question.text}
    call = replace(call, facts=facts, contents=contents)
    with tenancy.scope(communes=[call.actor.home]):
        dossier = lock(call)
        told = OpinionAsked(opinion_id, question.unit_id, question.due_at, question.required)
        done = act_on(call, dossier, lambda before, after: told)
        Opinion.objects.create(
            id=opinion_id,
            commune_id=call.actor.home,
            dossier_id=call.dossier_id,
            key=question.key,
            unit_id=question.unit_id,
            asked_staff_id=question.asked_staff_id,
            required=question.required,
            question=question.text,
            asked_by_id=call.actor.staff,
            asked_at=call.now,
            due_at=question.due_at,
        )
        return done


def _problems(call: Call, question: Question) -> dict[str, str]:
    problems = {}
    units = {one.id for one in organisation.list_units(call.actor.home, clock.local_date(call.now))}
    if question.unit_id not in units:
        problems["unit"] = "Chọn đơn vị cần hỏi ý kiến."
    if not question.text.strip():
        problems["question"] = "Hãy ghi rõ cần hỏi ý kiến về việc gì."
    return problems


def give_opinion(call: Call, opinion_id: UUID, verdict: str, text: str) -> DossierInfo:
    """Answer a question put to the actor's unit. InvalidInput without a verdict or words; NotAllowed for others."""
    errors = {}
    if verdict not in VERDICTS:
        errors["verdict"] = "Hãy chọn đồng ý, không đồng ý hoặc đồng ý có điều kiện."
    if not text.strip():
        errors["answer"] = "Hãy ghi ý kiến của đơn vị."
    if errors:
        raise InvalidInput(errors)
    call = replace(call, contents={**call.contents, answer_name(opinion_id): text})
    with tenancy.scope(communes=[call.actor.home]):
        dossier = lock(call)
        row = _open(call, opinion_id)
        call = _for_unit(call, row)
        dossier.open_opinions -= int(row.required)
        done = act_on(call, dossier, lambda before, after: OpinionGiven(opinion_id, verdict))
        row.verdict, row.answer = verdict, text
        row.answered_by_id, row.answered_at = call.actor.staff, call.now
        row.save(update_fields=["verdict", "answer", "answered_by_id", "answered_at"])
        return done


def withdraw_opinion(call: Call, opinion_id: UUID) -> DossierInfo:
    """Take a question back: the way forward no longer waits for it."""
    with tenancy.scope(communes=[call.actor.home]):
        dossier = lock(call)
        row = _open(call, opinion_id)
        dossier.open_opinions -= int(row.required)
        done = act_on(call, dossier, lambda before, after: OpinionWithdrawn(opinion_id))
        row.withdrawn_at = call.now
        row.save(update_fields=["withdrawn_at"])
        return done


def _for_unit(call: Call, row: Opinion) -> Call:
    """Return the call of somebody of the unit that was asked, or who stands in for one; NotAllowed for others."""
    actor = call.actor
    if row.unit_id == actor.unit_id:
        return call
    absent = next((one for one in actor.stand_ins if one.unit_id == row.unit_id), None)
    if absent is None:
        raise NotAllowed("Câu hỏi này gửi cho đơn vị khác.")
    return replace(call, actor=replace(actor, instead_of=absent.words))


def _open(call: Call, opinion_id: UUID) -> Opinion:
    row = open_ones(call.actor.home).filter(dossier_id=call.dossier_id, id=opinion_id).first()
    if row is None:
        raise NotFound("Câu hỏi này đã được trả lời hoặc đã thôi.")
    return row
