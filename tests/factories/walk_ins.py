"""Somebody at the desk with a birth to register, as far as the key that takes it in."""

from collections.abc import Mapping
from typing import Any

from motcua.blocks.identity import api as identity
from motcua.casework.intake import api as intake
from motcua.kernel.clock import local_date
from tests.casework.birth import ANSWERS, CODE
from tests.factories.organisation import NOW

CARD = "051090004521|212345678|Nguyễn Văn An|12041990|Nam|Thôn Làng Rêu, Xã Ba Tô, Quảng Ngãi|25042021"
BROUGHT = {
    "giay-to_khai": "paper",
    "giay-giay_chung_sinh": "paper",
    "unscanned": "size",
    "delivery": "counter",
}
LIVES_THERE = {
    "requester_residence-line": "Thôn Gò Năng",
    "requester_residence-commune": "Xã Ba Vì",
    "requester_residence-province": "tỉnh Quảng Ngãi",
}


def walk_in(office: Any, more: Mapping[str, str] | None = None) -> intake.ReceptionInfo:
    """Return a reception with everything on it; `more` is typed besides."""
    card = identity.read_card(CARD, local_date(NOW))
    reception = intake.begin_reception(office.receptionist, card, now=NOW, phone="0912345678")
    intake.choose_procedure(office.receptionist, reception.id, CODE, now=NOW)
    intake.note_down(office.receptionist, reception.id, {**ANSWERS, **BROUGHT, **(more or {})}, now=NOW)
    return reception
