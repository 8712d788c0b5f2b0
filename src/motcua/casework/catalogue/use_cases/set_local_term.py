"""Promise a shorter term than the law gives, by resolution or decision."""

from datetime import date, datetime
from typing import Any

from motcua.blocks.audit import api as audit
from motcua.casework.catalogue.keeping import basis_problems
from motcua.casework.catalogue.listing import current_version, forget_cached
from motcua.casework.catalogue.models import TermOverride
from motcua.casework.catalogue.rules.content import CHANNELS, Term
from motcua.casework.catalogue.rules.succession import own_end
from motcua.casework.catalogue.terms import term_told
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput


def set_local_term(
    actor: Actor,
    procedure_code: str,
    term: Term,
    *,
    basis: str,
    valid_from: date,
    channel: str = "",
    now: datetime | None = None,
) -> None:
    """Set the commune's own term from a day on; no channel means each. InvalidInput when it is not shorter.

    It holds until the next one set for the same channel begins, and takes the place of the one before; one for a
    single channel goes before one for all. Set again for its day it keeps the end it has. An imported procedure
    without a term of its own takes any. Dossiers accepted before keep theirs. `now`: on pages, where the decision
    leaves an audit row and begins after its day; a command may say what was decided before.
    """
    actor.require("config.manage")
    content = current_version(procedure_code, valid_from).content
    if channel and channel not in CHANNELS:
        raise InvalidInput({"channel": f"Cách nộp “{channel}” không có; dùng online, counter hoặc post."})
    if problems := basis_problems(basis, "Căn cứ: ghi số quyết định hoặc nghị quyết."):
        raise InvalidInput(problems)
    if now is not None and valid_from <= clock.local_date(now):
        raise InvalidInput({"on": "Có hiệu lực từ ngày: chọn một ngày sau hôm nay."})
    for one in [channel] if channel else content.terms:
        told = term_told(content, one)
        if term.rough_hours > told.rough_hours:
            longer = f"{term.value} {term.unit} dài hơn thời hạn của thủ tục ({told.value} {told.unit})."
            raise InvalidInput({"value": f"Thời hạn riêng chỉ được ngắn hơn: {longer}"})
    with tenancy.scope(communes=[actor.home]):
        key: dict[str, Any] = {
            "commune_id": actor.home,
            "procedure_code": procedure_code,
            "channel": channel,
            "valid_from": valid_from,
        }
        says = {"value": term.value, "unit": term.unit, "cutoff": term.cutoff, "basis": basis.strip()}
        end = own_end(TermOverride.objects.filter(**key).first())
        row, _ = TermOverride.objects.update_or_create(**key, defaults={**says, "valid_to": end})
        if now is not None:
            words = f"{procedure_code} {channel} {term.value} {term.unit} từ {valid_from:%d/%m/%Y}: {basis.strip()}"
            audit.config(actor, "terms.set", "local_term", row.id, now=now, purpose=words[:200])
    forget_cached()
