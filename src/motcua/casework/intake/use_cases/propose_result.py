"""The handler drafts the results from the answers in force and puts them before the head."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from motcua.blocks.audit import api as audit
from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.use_cases.accept_dossier import latest_answers
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotFound


def propose_result(call: dossiers.Call, raw: Mapping[str, str]) -> dossiers.DossierInfo:
    """Read the officer's fields of every result, freeze what its template prints, and move on to the head.

    `raw` are the posted boxes, each named <position of the result>-<field>. Raises InvalidInput with a message
    for each box, and what moving a dossier raises.
    """
    seen = dossiers.get_dossier(call.actor, call.dossier_id)
    version = catalogue.get_version(seen.version_id)
    today = clock.local_date(call.now)
    with tenancy.scope(communes=[call.actor.home]):
        drafts, problems = drafts_of(seen, version, latest_answers(seen).answers, raw, today)
        if problems:
            raise InvalidInput(problems)
        return decisions.propose(call, drafts, correcting=seen.correcting)


def drafts_of(
    dossier: dossiers.DossierInfo,
    version: catalogue.Version,
    answers: Mapping[str, Any],
    raw: Mapping[str, str],
    today: date,
) -> tuple[list[decisions.DraftResult], dict[str, str]]:
    """Return the drafts that the boxes make from these answers, and a message for each box that cannot be read."""
    drafted = {
        kind.code: decisions.read_fields(kind, boxes_of(raw, position), answers, today)
        for position, kind in enumerate(version.content.drafted)
    }
    problems = {
        f"{position}-{field}": message
        for position, one in enumerate(drafted.values())
        for field, message in one.problems.items()
    }
    shared = _shared_content(dossier, version, answers)
    drafts = [
        decisions.DraftResult(
            kind.code,
            kind.name,
            {
                **shared,
                "fields": decisions.shown_fields(kind, drafted[kind.code]),
                "entered": drafted[kind.code].values,
            },
        )
        for kind in version.content.drafted
    ]
    return drafts, problems


def preview_result(
    actor: Actor, dossier: dossiers.DossierInfo, position: int, raw: Mapping[str, str], *, now: datetime
) -> bytes:
    """Return the draft of a result as a PDF from what stands in the boxes now; nothing is written.

    Raises NotFound for a position that the procedure does not have.
    """
    actor.require(dossiers.Action.PROPOSE.permission)
    version = catalogue.get_version(dossier.version_id)
    if not 0 <= position < len(version.content.drafted):
        raise NotFound("Không tìm thấy mẫu kết quả này.")
    kind = version.content.drafted[position]
    with tenancy.scope(communes=[dossier.commune_id]):
        audit.read(actor, "dossier", dossier.id, "Xem thử dự thảo kết quả", now=now)
        answers = latest_answers(dossier).answers
        shared = _shared_content(dossier, version, answers)
    drafted = decisions.read_fields(kind, boxes_of(raw, position), answers, clock.local_date(now))
    content = {**shared, "fields": decisions.shown_fields(kind, drafted)}
    return decisions.preview_paper(version, kind.code, content, now)


def boxes_of(raw: Mapping[str, str], position: int) -> dict[str, str]:
    """Return the boxes of the result at a position under their own names."""
    prefix = f"{position}-"
    return {name.removeprefix(prefix): value for name, value in raw.items() if name.startswith(prefix)}


def _shared_content(
    dossier: dossiers.DossierInfo, version: catalogue.Version, answers: Mapping[str, Any]
) -> dict[str, Any]:
    commune = organisation.get_commune(dossier.commune_id)
    return {
        **forms.paper_texts(version.form, answers),
        "answers": dict(answers),
        "dossier": {"code": dossier.reference, "owner": dossier.owner_name},
        "agency": {
            "superior": commune.province_name.upper(),
            "name": commune.committee_name,
            "place": commune.name,
        },
        "signer": {"authority": "TM. ỦY BAN NHÂN DÂN", "title": "", "name": ""},
    }
