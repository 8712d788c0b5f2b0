"""The fees and terms that the province or a commune set of its own, in words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.casework.catalogue.in_force import versions_in_force
from motcua.casework.catalogue.keeping import PERMISSION
from motcua.casework.catalogue.listing import current_version
from motcua.casework.catalogue.models import FeeOverride, TermOverride
from motcua.casework.catalogue.rules.content import ProcedureContent
from motcua.casework.catalogue.rules.fees import amount_words
from motcua.casework.catalogue.rules.records.differences import CHANNEL_WORDS, term_text
from motcua.casework.catalogue.rules.succession import spans
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


@dataclass(frozen=True)
class LocalAmount:
    """A fee or a shorter term that the province or commune set, in words; every import keeps it.

    `kind`: "fee" or "term"; `valid_to`: its last day, its own or, where it is `followed`, the one before the next.
    `endable`: it may be ended from a coming day on.
    """

    code: str
    name: str
    what: str
    amount: str
    basis: str
    valid_from: date
    valid_to: date | None
    kind: str
    id: UUID
    followed: bool
    endable: bool


def local_amounts(actor: Actor, on: date, code: str = "") -> list[LocalAmount]:
    """Return the fees and terms the actor's commune set that hold on a day or later. Permission: config.manage."""
    actor.require(PERMISSION)
    only = {"commune_id": actor.home, **({"procedure_code": code} if code else {})}
    with tenancy.scope(communes=[actor.home]):
        rows: list[tuple[FeeOverride | TermOverride, date | None]] = [
            *spans(FeeOverride.objects.filter(**only)),
            *spans(TermOverride.objects.filter(**only)),
        ]
    codes = {row.procedure_code for row, _ in rows} & set(versions_in_force(on))
    known = {one: current_version(one, on).content for one in codes}
    found = [_told(row, last, known.get(row.procedure_code), on) for row, last in rows]
    standing = [one for one in found if one.valid_to is None or one.valid_to >= on]
    return sorted(standing, key=lambda one: (one.code, one.what, one.valid_from))


def _told(
    row: FeeOverride | TermOverride, last: date | None, content: ProcedureContent | None, on: date
) -> LocalAmount:
    if isinstance(row, FeeOverride):
        kind, (what, amount) = "fee", _fee(row, content)
    else:
        kind, what, amount = "term", "Thời hạn", term_text({"value": row.value, "unit": row.unit})
    where = f" {CHANNEL_WORDS[row.channel]}" if row.channel else ", mọi cách nộp"
    name = content.name if content else ""
    return LocalAmount(
        row.procedure_code, name, what + where, amount, row.basis, row.valid_from, last, kind, row.id,
        followed=last != row.valid_to, endable=last is None or last > on,
    )  # fmt: skip


def _fee(row: FeeOverride, content: ProcedureContent | None) -> tuple[str, str]:
    """Return of which line a fee is, and how much it is."""
    fees = [one for one in (content.fees if content else ()) if row.fee_code in ("", one.code)]
    amount = amount_words(row.amount, fees)
    if not row.fee_code:
        return "Mọi khoản thu", amount
    return (fees[0].name if fees else f"Khoản “{row.fee_code}” (thủ tục không còn khoản này)"), amount
