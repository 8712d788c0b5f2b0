"""Which commune handles what lies with a reception: what the answers say, and what the officer says instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.competence import neighbours, routing_of
from motcua.casework.intake.errors import ProcedureChanged
from motcua.casework.intake.receptions import ReceptionInfo, lock_open
from motcua.casework.intake.rules.routing import Routing, Where
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

LONGEST_WHY = 300
CHOOSE = "Nơi giải quyết: chọn cơ quan theo tờ khai, hoặc ghi lý do giải quyết ở nơi khác."
_ADVICE = {
    Where.OTHER: "{committee} giải quyết: nhận giúp ở đây rồi chuyển sang.",
    Where.ELSEWHERE: "Nơi này chưa dùng chung hệ thống nên không chuyển sang được. Hướng dẫn người dân nộp trên Cổng"
    " Dịch vụ công quốc gia (dichvucong.gov.vn) hoặc nộp tại nơi đó.",
    Where.OUTSIDE: "Nơi này ở tỉnh khác nên không nhận giúp được. Hướng dẫn người dân nộp trên Cổng Dịch vụ công"
    " quốc gia (dichvucong.gov.vn) hoặc nộp tại nơi đó.",
    Where.HERE: "Xã, phường này giải quyết.",
    Where.UNKNOWN: "Tờ khai chưa cho biết nơi có thẩm quyền: giải quyết tại đây.",
}


@dataclass(frozen=True)
class Handling:
    """What the answers say, the commune that handles it, and the line that the history keeps of it."""

    routing: Routing
    commune_id: int
    note: str = ""


def suggested(actor: Actor, seen: ReceptionInfo, today: date) -> Routing:
    """Return who handles a reception by what is typed so far."""
    assert seen.version is not None
    return routing_of(seen.version, seen.answers, actor.home, today)


def handling_words(seen: ReceptionInfo, routing: Routing) -> str:
    """Return why it is handled where, for the officer; "" where nothing is said of the procedure."""
    assert seen.version is not None
    if seen.version.content.competence.by == "receiving":
        return ""
    if seen.version.content.competence.by == "anywhere":
        return "Thủ tục này nơi nào cũng giải quyết được."
    told = f"{_address(seen.version.form.field(routing.field).label, routing)} " if routing.place else ""
    committee = ""
    if routing.where is Where.OTHER and routing.commune_id is not None:
        committee = organisation.get_commune(routing.commune_id).committee_name
    return told + _ADVICE[routing.where].format(committee=committee)


def _address(label: str, routing: Routing) -> str:
    assert routing.place is not None
    return f"{label}: {', '.join(filter(None, (routing.place.commune, routing.place.province)))}."


def settle_handling(actor: Actor, seen: ReceptionInfo, now: datetime) -> Handling:
    """Return which commune handles a reception. Permission, where that is another one: dossier.relay.

    What the answers say holds unless the officer chose otherwise and wrote why. Raises InvalidInput at `handled_by` and
    `handled_why`: nothing that belongs elsewhere is kept without a word.
    """
    routing = suggested(actor, seen, clock.local_date(seen.true_at or now))
    words, chosen = handling_words(seen, routing), seen.handled_by
    by_rule = actor.home if routing.may_stay else routing.commune_id
    handler = chosen or (actor.home if routing.may_stay else None)
    if handler is None or (handler != by_rule and not seen.handled_why):
        field = "handled_why" if chosen and chosen != by_rule else "handled_by"
        raise InvalidInput({field: CHOOSE})
    if handler != actor.home:
        _require_relay(actor, handler, now)
    return Handling(routing, handler, _note(handler, by_rule, words, seen.handled_why))


def _require_relay(actor: Actor, handler: int, now: datetime) -> None:
    actor.require("dossier.relay")
    if handler not in {one.id for one in neighbours(actor.home, clock.local_date(now))}:
        raise InvalidInput({"handled_by": "Chọn một xã, phường trong danh sách."})


def _note(handler: int, by_rule: int | None, words: str, why: str) -> str:
    if handler == by_rule:
        return ""
    name = organisation.get_commune(handler).committee_name
    return " ".join(
        filter(None, (words, f"{name} giải quyết theo lựa chọn của người tiếp nhận, lý do: {why}"))
    )


def said_of_handling(raw: Mapping[str, str], handled_by: int | None, why: str) -> tuple[int | None, str]:
    """Return which commune was chosen and why; what was not posted stays."""
    chosen = raw.get("handled_by")
    if chosen is not None:
        handled_by = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 10 else None
    return handled_by, " ".join(raw.get("handled_why", why).split())[:LONGEST_WHY]


def require_version_of(actor: Actor, seen: ReceptionInfo, handler: int, now: datetime) -> None:
    """Carry a reception over to the version that the handling commune works by; ProcedureChanged if it had to."""
    assert seen.version is not None
    on = clock.local_date(seen.true_at or now)
    current = catalogue.current_version(seen.version.content.code, on, handler)
    if current.id == seen.version.id:
        return
    if handler != actor.home:
        with tenancy.scope(communes=[actor.home]):
            row = lock_open(actor, seen.id)
            row.version_id, row.changed_at = current.id, now
            row.save(update_fields=["version_id", "changed_at"])
    raise ProcedureChanged
