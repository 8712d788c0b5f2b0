"""Ask another unit for its opinion, give the own unit's, take a question back."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.days import read_day
from motcua.interfaces.counter.desk import names
from motcua.interfaces.counter.flash import Flash
from motcua.interfaces.counter.opinion_rows import Names, row_of
from motcua.interfaces.counter.pages import options, to_dossier
from motcua.interfaces.ui.middleware import Request, officer_required
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput, NotFound

_A = dossiers.Action
_NO_UNIT = UUID(int=0)


@action_page(_A.ASK_OPINION)
def ask(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Ask for the unit, the question and the day, or put the question."""
    boxes = request.POST
    day = boxes.get("due_on", dossiers.usual_day(dossier, now).isoformat())
    units = organisation.list_units(request.actor.home, clock.local_date(now))

    def again(trouble: Trouble) -> HttpResponse:
        others = [one for one in units if one.id != request.actor.unit_id]
        context = {
            "units": [{"value": str(one.id), "label": one.name} for one in others],
            "day": day,
            "typed": boxes,
            "required": "required" in boxes,
            "forced": "forced" in boxes,
        }
        return show_action(request, "counter/ask_opinion.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    called = {one.id: one.name for one in units}
    unit_id = next((one for one in called if str(one) == boxes.get("unit")), _NO_UNIT)
    return carry_out(
        lambda: dossiers.ask_opinion(
            call_of(request, dossier.id, _A.ASK_OPINION, now), _question(request, dossier, unit_id, day, now)
        ),
        dossier,
        again,
        lambda done: f"Đã hỏi ý kiến {called[unit_id]} về hồ sơ {done.reference}.",
    )


def _question(
    request: Request, dossier: dossiers.DossierInfo, unit_id: UUID, typed: str, now: datetime
) -> dossiers.Question:
    day = read_day(typed, "due_on")
    if day is None:
        raise InvalidInput({"due_on": "Chọn ngày cần có ý kiến."})
    return dossiers.Question(
        unit_id,
        request.POST.get("question", "").strip(),
        dossiers.due_on(dossier, day, now),
        required="required" in request.POST,
        forced="forced" in request.POST,
    )


@action_page(_A.GIVE_OPINION)
def give(request: Request, dossier: dossiers.DossierInfo, now: datetime, opinion_id: UUID) -> HttpResponse:
    """Show the question, or give the opinion of the officer's unit."""
    opinion = _find(request, dossier, opinion_id)
    known = Names.of(request.actor, names(request.actor, now), now)
    verdict, answer = request.POST.get("verdict", ""), request.POST.get("answer", "").strip()

    def again(trouble: Trouble) -> HttpResponse:
        context = {
            "opinion": row_of(request.actor, opinion, known, now),
            "verdicts": options(dossiers.VERDICTS),
            "verdict": verdict,
            "answer": answer,
        }
        return show_action(request, "counter/give_opinion.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    return carry_out(
        lambda: dossiers.give_opinion(
            call_of(request, dossier.id, _A.GIVE_OPINION, now), opinion.id, verdict, answer
        ),
        dossier,
        again,
        lambda done: f"Đã ghi ý kiến về hồ sơ {done.reference}.",
    )


@officer_required
@require_POST
def withdraw(request: Request, dossier_id: UUID, opinion_id: UUID) -> HttpResponse:
    """Take the question back; pressed on the page of the dossier."""
    dossier = dossiers.get_dossier(request.actor, dossier_id)

    def again(trouble: Trouble) -> HttpResponse:
        return to_dossier(dossier, Flash(trouble.message, "warning"))

    return carry_out(
        lambda: dossiers.withdraw_opinion(
            call_of(request, dossier_id, _A.WITHDRAW_OPINION, clock.now()), opinion_id
        ),
        dossier,
        again,
        lambda done: f"Đã thôi lấy ý kiến về hồ sơ {done.reference}.",
    )


def _find(request: Request, dossier: dossiers.DossierInfo, opinion_id: UUID) -> dossiers.OpinionInfo:
    found = next(
        (one for one in dossiers.list_opinions(request.actor, dossier) if one.id == opinion_id), None
    )
    if found is None or not found.is_open:
        raise NotFound("Câu hỏi này đã được trả lời hoặc đã thôi.")
    return found
