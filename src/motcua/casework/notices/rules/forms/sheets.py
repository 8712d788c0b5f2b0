"""From a form to the plain data its template reads: moments as parts on the clock of Vietnam, codes as words,
amounts as they are printed."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from motcua.casework.notices.rules.forms.books import Form07, HandOverList
from motcua.casework.notices.rules.forms.money import AmountNotice, CashReceipt, CashRefund
from motcua.casework.notices.rules.forms.parts import CHANNEL_WORDS, PAPER_FORM_WORDS, RETURN_METHOD_WORDS
from motcua.casework.notices.rules.forms.reception import Form01
from motcua.casework.notices.rules.forms.running import Form06
from motcua.casework.notices.rules.forms.slips import JointReceipt
from motcua.kernel.clock import local
from motcua.kernel.money import amount_in_words, money

OUTCOME_WORDS = {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn", "": ""}


def sheet(form: Any) -> dict[str, Any]:
    """Return a form as the plain data its template reads."""
    data: dict[str, Any] = _plain(form)
    worded = _WORDED.get(type(form))
    if worded is not None:
        worded(form, data)
    return data


def _receipt(form: Form01, data: dict[str, Any]) -> None:
    data["channel"] = CHANNEL_WORDS[form.channel]
    data["return_method"] = RETURN_METHOD_WORDS[form.return_method]
    _papers(form, data)
    if form.certification:
        data["certification"]["fee"] = money(form.certification.fee)


def _papers(form: Form01 | Form06, data: dict[str, Any]) -> None:
    for line, paper in zip(data["papers"], form.papers, strict=True):
        line["form"] = PAPER_FORM_WORDS[paper.form]


def _control(form: Form06, data: dict[str, Any]) -> None:
    _papers(form, data)
    for line, hand_over in zip(data["hand_overs"], form.hand_overs, strict=True):
        line["outcome"] = OUTCOME_WORDS[hand_over.outcome]


def _several(form: JointReceipt, data: dict[str, Any]) -> None:
    data["channel"] = CHANNEL_WORDS[form.channel]


def _register(form: Form07, data: dict[str, Any]) -> None:
    for line, row in zip(data["rows"], form.rows, strict=True):
        line["channel"] = CHANNEL_WORDS[row.channel]


def _amounts(form: CashReceipt | CashRefund | AmountNotice, data: dict[str, Any]) -> None:
    data["total"] = money(form.total)
    data["total_in_words"] = amount_in_words(form.total)
    data["lines"] = [
        _plain(line) | {"unit_amount": money(line.unit_amount), "amount": money(line.amount)}
        for line in form.lines
    ]


def _handed(form: HandOverList, data: dict[str, Any]) -> None:
    data["total"] = money(form.total)
    data["rows"] = [_plain(row) | {"fee": row.fee_words} for row in form.rows]


_WORDED: dict[type[Any], Callable[[Any, dict[str, Any]], None]] = {
    Form01: _receipt,
    Form06: _control,
    Form07: _register,
    JointReceipt: _several,
    CashReceipt: _amounts,
    CashRefund: _amounts,
    AmountNotice: _amounts,
    HandOverList: _handed,
}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        at = local(value)
        return {"year": at.year, "month": at.month, "day": at.day, "hour": at.hour, "minute": at.minute}
    if isinstance(value, date):
        return {"year": value.year, "month": value.month, "day": value.day}
    return value
