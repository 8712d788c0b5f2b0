"""The page on which an officer takes in what a person brought: desk fields, papers, what may be used again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from motcua.blocks.documents import api as documents
from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.interfaces.counter.pages import options
from motcua.interfaces.ui.live import live_rules
from motcua.interfaces.ui.page_drawing import draw_page
from motcua.kernel.actors import Actor

_SCAN = {"value": "scan", "label": "Quét, chụp: chọn tệp ở dưới"}
_SHEET = {"value": "paper", "label": "Nhận bản giấy, chưa số hóa"}
_NONE = {"value": "none", "label": "Không nộp"}
FORMS = options(intake.PAPER_FORMS)
REASONS = options(intake.UNSCANNED)


@dataclass(frozen=True)
class _Filled:
    """The desk's part of a declaration, as pages of forms are drawn."""

    form: forms.FormDefinition


@dataclass(frozen=True)
class _Sheet:
    version: _Filled
    answers: Mapping[str, Any]
    kept: Mapping[str, Any]
    verified: frozenset[str] = frozenset()
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownScan:
    """A scan that lies with a paper. `id` is what its button posts."""

    id: str
    name: str
    size: int
    url: str
    pages: int = 1
    thumb: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class PaperBox:
    """One paper of the procedure: what the law says of it, how it can be handed in, and what lies there."""

    code: str
    name: str
    help: str
    required: bool
    box: str
    how: str
    ways: list[dict[str, str]]
    form: str
    count: int
    files: tuple[ShownScan, ...]
    error: str


def page_of(
    actor: Actor, seen: intake.ReceptionInfo, errors: Mapping[str, str], today: date, now: datetime
) -> dict[str, Any]:
    """Return what the template of a reception shows once the procedure is chosen."""
    assert seen.version is not None
    form = seen.desk_form
    sheet = _Sheet(_Filled(form), seen.answers, seen.kept)
    drawn = draw_page(sheet, form.page(catalogue.DESK), today, errors=errors, sources={}, open_all=True)
    inputs = {one.id for one in drawn if one.is_input}
    due, others = _papers(actor, seen, errors, today, now)
    return {
        "fields": drawn,
        "rules": live_rules(form, form.page(catalogue.DESK), seen.answers, today, inputs),
        "running": dossiers.running_of_owner(actor, seen.owner["citizen_id"], seen.version.content.code),
        "due": due,
        "others": others,
        "shown_only": [one.name for one in seen.version.content.components if one.present_only],
        "forms": FORMS,
        "reasons": REASONS,
        "handling": _handling(actor, seen, errors, today),
        "deliveries": options(intake.DELIVERIES),
    }


def _handling(
    actor: Actor, seen: intake.ReceptionInfo, errors: Mapping[str, str], today: date
) -> dict[str, Any]:
    """Return where it will be handled and why, and among which communes the officer may choose."""
    routing = intake.suggested(actor, seen, today)
    others = intake.neighbours(actor.home, today)
    listed = [organisation.get_commune(actor.home), *others] if others or not routing.may_stay else []
    by_rule = actor.home if routing.may_stay else routing.commune_id
    return {
        "words": intake.handling_words(seen, routing),
        "stays": routing.may_stay,
        "options": [{"value": one.id, "label": one.committee_name} for one in listed],
        # What was chosen before without a reason gives way to what is typed now.
        "chosen": (seen.handled_by if seen.handled_why else by_rule) or "",
        "open": bool(not routing.may_stay or seen.handled_why or {"handled_by", "handled_why"} & set(errors)),
    }


def _papers(
    actor: Actor, seen: intake.ReceptionInfo, errors: Mapping[str, str], today: date, now: datetime
) -> tuple[list[PaperBox], list[PaperBox]]:
    """Return the papers that these answers call for, and the others that a case may need."""
    assert seen.version is not None
    version = seen.version
    due = {
        one.component.code: one.required or one.component.form
        for one in catalogue.components_due(version.content, version.form, seen.answers, today)
    }
    held = intake.reusable(actor, seen.owner["citizen_id"], version, now=now)
    scans = intake.list_scans(seen)
    boxes = [
        _box(
            one,
            seen,
            scans,
            held.get(one.code, []),
            required=due.get(one.code, False),
            error=errors.get(f"giay-{one.code}", ""),
        )
        for one in version.content.components
        if not one.present_only
    ]
    # What lies there, or is wrong, is never folded away.
    open_ones = [one for one in boxes if one.code in due or one.files or one.error or "/" in one.how]
    return open_ones, [one for one in boxes if one not in open_ones]


def _box(
    component: catalogue.Component,
    seen: intake.ReceptionInfo,
    scans: Mapping[UUID, documents.FileInfo],
    held: list[intake.Reusable],
    *,
    required: bool,
    error: str,
) -> PaperBox:
    laid = seen.papers.get(component.code, intake.LaidPaper())
    ways = [{"value": one.key, "label": one.label} for one in held] + [_SCAN, _SHEET, _NONE]
    return PaperBox(
        code=component.code,
        name=component.name,
        help="" if component.form else component.help,
        required=required,
        box=f"giay-{component.code}",
        how=laid.how or ("scan" if required else "none"),
        ways=ways,
        form=laid.form,
        count=laid.count,
        files=tuple(_shown(seen, component.code, scans[key]) for key in laid.files if key in scans),
        error=error,
    )


def _shown(seen: intake.ReceptionInfo, code: str, file: documents.FileInfo) -> ShownScan:
    url = reverse("counter:reception_file", args=[seen.id, file.id])
    doubt = " ".join(documents.DOUBTS[one] for one in file.doubts)
    return ShownScan(f"{code}/{file.id}", file.name, file.size, url, file.pages or 1, doubt=doubt)
