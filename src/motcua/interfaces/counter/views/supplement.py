"""Ask for a supplement: with every paper and answer that is missing or wrong; once, and once more by order."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter import orders
from motcua.interfaces.counter.acting import NONE, Trouble, action_page, call_of, carry_out, show_action
from motcua.interfaces.counter.declaration import groups_of, papers_due
from motcua.interfaces.counter.reasons import SUPPLEMENT_GROUND
from motcua.interfaces.ui.middleware import Request

ACTION = dossiers.Action.REQUEST_SUPPLEMENT


@dataclass(frozen=True)
class Candidate:
    """Something that can be asked for: what is there now, and what was ticked and typed."""

    kind: str
    target: str
    label: str
    now: str
    ticked: bool
    what: str

    @property
    def name(self) -> str:
        """The name of its tick box; the words stand in `<name>-what`."""
        return f"{self.kind}-{self.target}"


@action_page(ACTION)
def request_supplement(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """List what can be asked for, or ask for what was ticked."""
    return _ask(request, dossier, now, ordered=False)


@action_page(ACTION, ordered=True)
def supplement_by_order(request: Request, dossier: dossiers.DossierInfo, now: datetime) -> HttpResponse:
    """Do so once more, by the head's written order; where none is needed, lead to the plain page."""
    if request.method != "POST" and ACTION in dossiers.allowed_actions(request.actor, dossier):
        return HttpResponseRedirect(reverse("counter:request_supplement", args=[dossier.id]))
    return _ask(request, dossier, now, ordered=True)


def _ask(request: Request, dossier: dossiers.DossierInfo, now: datetime, *, ordered: bool) -> HttpResponse:
    desk = intake.open_desk(request.actor, dossier, purpose="Yêu cầu bổ sung hồ sơ", now=now)
    papers, groups = _papers(dossier, desk, request.POST), _groups(dossier, desk, request.POST)
    reason = request.POST.get("reason", SUPPLEMENT_GROUND)

    def again(trouble: Trouble) -> HttpResponse:
        context = {"papers": papers, "groups": groups, "reason": reason, "ordered": ordered}
        context["order"] = orders.typed(request.POST)
        return show_action(request, "counter/supplement.html", dossier, trouble, context)

    if request.method != "POST":
        return again(NONE)
    every = papers + [one for _, lines in groups for one in lines]
    items = [intake.SupplementItem(c.kind, c.target, c.label, c.what) for c in every if c.ticked]
    return carry_out(
        lambda: intake.ask_supplement(
            call_of(request, dossier.id, ACTION, now),
            items,
            reason.strip(),
            orders.read_order(request.POST) if ordered else None,
            request.FILES.get("scan") if ordered else None,
        ),
        dossier,
        again,
        lambda done: f"Đã yêu cầu bổ sung {len(items)} mục cho hồ sơ {done.reference}. Hạn tạm dừng tính.",
    )


def _papers(dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, post: QueryDict) -> list[Candidate]:
    laid = {paper.component_code for paper in desk.papers if not paper.superseded}
    found = []
    for due in papers_due(dossier, desk.answers):
        there = "đã có" if due.component.code in laid else "chưa có"
        there = f"{there}, bắt buộc" if due.required else there
        found.append(_candidate("paper", due.component.code, due.component.name, there, post))
    return found


def _groups(
    dossier: dossiers.DossierInfo, desk: intake.FileOnDesk, post: QueryDict
) -> list[tuple[str, list[Candidate]]]:
    found = []
    for group in groups_of(dossier, desk):
        lines = [_candidate("field", one.id, one.label, one.value, post) for one in group.lines if one.asked]
        if lines:
            found.append((group.title, lines))
    return found


def _candidate(kind: str, target: str, label: str, now: str, post: QueryDict) -> Candidate:
    """Words without a tick count as ticked: whoever wrote what is wrong means it."""
    what = post.get(f"{kind}-{target}-what", "").strip()
    ticked = bool(post.get(f"{kind}-{target}")) or bool(what)
    return Candidate(kind, target, label, now, ticked, what)
