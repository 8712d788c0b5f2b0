"""Promise a shorter term than the law gives, by resolution or decision."""

from datetime import date

from motcua.casework.catalogue.listing import current_version, forget_cached
from motcua.casework.catalogue.models import TermOverride
from motcua.casework.catalogue.rules.content import CHANNELS, Term
from motcua.casework.catalogue.terms import term_told
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput


def set_local_term(
    actor: Actor, procedure_code: str, term: Term, *, basis: str, valid_from: date, channel: str = ""
) -> None:
    """Set the commune's own term from a day on; no channel means each. InvalidInput when it is not shorter.

    An imported procedure without a term of its own takes any. Dossiers accepted before keep theirs.
    """
    actor.require("config.manage")
    content = current_version(procedure_code, valid_from).content
    if channel and channel not in CHANNELS:
        raise InvalidInput({"channel": f"Cách nộp “{channel}” không có; dùng online, counter hoặc post."})
    if not basis.strip():
        raise InvalidInput({"basis": "Căn cứ: ghi số quyết định hoặc nghị quyết."})
    for one in [channel] if channel else content.terms:
        told = term_told(content, one)
        if term.rough_hours > told.rough_hours:
            longer = f"{term.value} {term.unit} dài hơn thời hạn của thủ tục ({told.value} {told.unit})."
            raise InvalidInput({"value": f"Thời hạn riêng chỉ được ngắn hơn: {longer}"})
    with tenancy.scope(communes=[actor.home]):
        TermOverride.objects.update_or_create(
            commune_id=actor.home,
            procedure_code=procedure_code,
            channel=channel,
            valid_from=valid_from,
            defaults={"value": term.value, "unit": term.unit, "cutoff": term.cutoff, "basis": basis[:200]},
        )
    forget_cached()
