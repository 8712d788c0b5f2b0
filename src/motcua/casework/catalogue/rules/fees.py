"""What a dossier costs.

Legal basis: a fee the law leaves to the provincial People's Council is never called free; the amount is
known only from a dated resolution entered as an override. Of the overrides valid on the day, one of a single fee
or channel goes before one of all; of what is left, what the law itself says included, the lowest applies (the best
benefit wins).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.blocks.forms.api import display_money, holds
from motcua.casework.catalogue.rules.content import CHANNELS, Band, Fee, ProcedureContent

SET_BY_PROVINCE = "do Hội đồng nhân dân tỉnh quy định"
BY_CASE = "tùy từng trường hợp, cán bộ báo khi tiếp nhận"


PER = {"case": "mỗi lần", "copy": "mỗi bản", "page": "mỗi trang"}


@dataclass(frozen=True)
class FeeOverride:
    """A local amount for one fee of one procedure, valid on dated days; no channels means all. Unit: đồng."""

    procedure: str
    fee: str
    channels: tuple[str, ...]
    valid_from: date
    basis: str
    amount: int | None = None
    bands: tuple[Band, ...] = ()
    cap: int | None = None
    valid_to: date | None = None

    def applies(self, procedure: str, fee: Fee, channel: str, on: date) -> bool:
        """Whether this amount is in force for the fee in this channel on this day; no fee means every one."""
        in_time = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        same = self.procedure == procedure and self.fee in ("", fee.code)
        return same and in_time and (not self.channels or channel in self.channels)

    def narrower(self, than: "FeeOverride") -> bool:
        """Whether this amount speaks of a part of what another speaks of: one fee of all, one channel of several."""
        mine, theirs = set(self.channels or CHANNELS), set(than.channels or CHANNELS)
        within = than.fee in ("", self.fee) and mine <= theirs
        return within and (self.fee, mine) != (than.fee, theirs)


@dataclass(frozen=True)
class FeeLine:
    """One fee due. `amount` in đồng, null when nobody entered the provincial amount.

    `explanation` says in Vietnamese how it came about; `basis` names the resolution or law; the amount is
    `quantity` times one and the same rate.
    """

    code: str
    name: str
    kind: str
    amount: int | None
    explanation: str
    basis: str = ""
    quantity: int = 1
    note: str = ""


def fees_due(
    content: ProcedureContent,
    channel: str,
    on: date,
    *,
    answers: Mapping[str, Any] | None = None,
    quantities: Mapping[str, Mapping[str, int]] | None = None,
    overrides: Sequence[FeeOverride] = (),
) -> list[FeeLine]:
    """Fees of this channel on this day.

    `answers`: the submitted answers (conditions and quantities are read from them); null lists every fee
    that may fall due, for the page of the procedure;
    `quantities`: `{fee code: {"pages": n, "copies": n}}` counted by an officer, wins over the answers.
    """
    known = answers or {}
    lines = []
    for fee in _fees(content, channel, on, answers):
        counted = (quantities or {}).get(fee.code, {})
        pages = _quantity(counted.get("pages"), known.get(fee.pages_from))
        copies = _quantity(counted.get("copies"), known.get(fee.copies_from))
        valid = [one for one in overrides if one.applies(content.code, fee, channel, on)]
        lines.append(_line(fee, pages, copies, valid))
    return lines


def amount_words(amount: int, fees: Sequence[Fee]) -> str:
    """Return one amount for these fees in words: "2.000 đồng mỗi trang"; of once for the whole, nothing is said."""
    units = list(dict.fromkeys(PER[fee.per] for fee in fees))
    if units in ([], [PER["case"]]):
        return display_money(amount)
    words = f"{display_money(amount)} {' hoặc '.join(units)}"
    return f"{words}, tùy khoản" if len(units) > 1 else words


def copies_ordered(content: ProcedureContent, channel: str, on: date, answers: Mapping[str, Any]) -> int:
    """Paper copies these answers order: those that a fee counts, free ones too."""
    ordering = [fee for fee in _fees(content, channel, on, answers) if fee.copies_from]
    return sum(_quantity(None, answers.get(fee.copies_from)) for fee in ordering)


def _fees(
    content: ProcedureContent, channel: str, on: date, answers: Mapping[str, Any] | None
) -> Iterator[Fee]:
    for fee in content.fees:
        if channel in fee.channels and (answers is None or holds(fee.due_if, answers, today=on)):
            yield fee


def total_due(lines: Iterable[FeeLine]) -> int | None:
    """Sum in đồng, or null while any amount is unknown."""
    amounts = [line.amount for line in lines]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def _quantity(counted: int | None, answered: Any) -> int:
    if counted is not None:
        return max(counted, 0)
    return answered if isinstance(answered, int) and not isinstance(answered, bool) and answered >= 0 else 1


def _line(fee: Fee, pages: int, copies: int, overrides: Sequence[FeeOverride]) -> FeeLine:
    rates: list[Fee | FeeOverride] = [
        one for one in overrides if not any(other.narrower(one) for other in overrides)
    ]
    if fee.amount is not None or fee.bands:
        rates.append(fee)
    if not rates:
        why = BY_CASE if fee.set_by == "case" else SET_BY_PROVINCE
        return FeeLine(fee.code, fee.name, fee.kind, None, why, fee.basis, note=fee.note)
    rate = min(rates, key=lambda one: _amount(fee.per, one, pages, copies))
    amount = _amount(fee.per, rate, pages, copies)
    words = _explain(fee, amount, pages, copies, rate.basis)
    times = _times(fee.per, rate, copies)
    return FeeLine(fee.code, fee.name, fee.kind, amount, words, rate.basis, times, fee.note)


def _times(per: str, rate: Fee | FeeOverride, copies: int) -> int:
    """How often the same sum is due: once where each copy has a rate of its own."""
    return copies if per == "page" or (per == "copy" and len(rate.bands) < 2) else 1


def _amount(per: str, rate: Fee | FeeOverride, pages: int, copies: int) -> int:
    """Amount in đồng: bands run over pages, or over copies when charged by the copy; the cap over a copy."""
    rates = rate.bands or (Band(rate.amount or 0),)
    if per == "page":
        return _capped(_banded(rates, pages), rate.cap) * copies
    if per == "copy":
        return _banded([Band(_capped(band.amount, rate.cap), band.to) for band in rates], copies)
    return _capped(_banded(rates, 1), rate.cap)


def _banded(bands: Sequence[Band], count: int) -> int:
    total, done = 0, 0
    for band in bands:
        upto = count if band.to is None else min(band.to, count)
        total += max(upto - done, 0) * band.amount
        done = max(done, upto)
    return total


def _capped(amount: int, cap: int | None) -> int:
    return amount if cap is None else min(amount, cap)


def _explain(fee: Fee, amount: int, pages: int, copies: int, basis: str) -> str:
    if amount == 0 and fee.free_because:
        return f"Không thu: {fee.free_because}"
    words = display_money(amount)
    if fee.per == "page":
        words = f"{pages} trang × {copies} bản: {words}"
    elif fee.per == "copy":
        words = f"{copies} bản: {words}"
    return f"{words} ({basis})" if basis else words
