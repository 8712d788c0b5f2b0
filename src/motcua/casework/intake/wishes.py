"""How the citizen wants the result: the question, its rules, and what is wished now.

It stands in the last version of the answers, and lists, papers, notices and pages read it from here alone. Legal basis:
Decree 118/2025/NĐ-CP, Article 22: online, at the desk, or by post at the citizen's wish.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.declared import said_of
from motcua.casework.intake.models import AnswerVersion

DELIVERIES = {
    "online": "Bản điện tử, tải về trên trang này",
    "counter": "Bản điện tử và bản giấy tại quầy Một cửa",
    "post": "Bản điện tử và bản giấy qua bưu điện, đến địa chỉ trong tờ khai; cước trả cho bưu điện",
}
NO_DELIVERY = "Cách nhận kết quả: hãy chọn một cách trong danh sách."
LONGEST_ADDRESS = 300
NO_ADDRESS = f"Hãy ghi địa chỉ nhận, dài nhất {LONGEST_ADDRESS} ký tự."
# The source of a version of the answers in which the wish alone is new.
WISH = "wish"


@dataclass(frozen=True)
class Wish:
    """One of DELIVERIES and, by post, whereto; `elsewhere`: not to the address of the declaration."""

    delivery: str
    address: str = field(default="", repr=False)
    elsewhere: bool = False

    @property
    def by_post(self) -> bool:
        """Whether the paper goes out by post."""
        return self.delivery == decisions.POST

    @property
    def chosen(self) -> str:
        """What was chosen of DELIVERIES, in its words."""
        return DELIVERIES[self.delivery]

    @property
    def words(self) -> str:
        """The way in short words, and whereto."""
        way = decisions.WAYS[self.delivery]
        return f"{way}, gửi đến: {self.address}" if self.address else way


@dataclass(frozen=True)
class Told:
    """What was last told of a dossier: the answers, and how the result is wanted."""

    answers: dict[str, Any] = field(repr=False)
    wish: Wish


def is_address(text: str) -> bool:
    """Tell whether a text may stand as the address of a parcel."""
    return 1 <= len(text.strip()) <= LONGEST_ADDRESS


def wish_of(dossier: dossiers.DossierInfo, version: AnswerVersion) -> Wish:
    """Return the wish that stands in a version of the answers."""
    if version.delivery != decisions.POST:
        return Wish(version.delivery)
    own = version.address or ""
    return Wish(version.delivery, own or declared_address(dossier, version), elsewhere=bool(own))


def declared_address(dossier: dossiers.DossierInfo, version: AnswerVersion) -> str:
    """Return the residence of the declaration, to which the post goes unless the citizen names another address."""
    return said_of(dossier, version.answers).get("residence", "")


def wish_at(dossier: dossiers.DossierInfo, at: datetime) -> Wish:
    """Return the wish as it stood at a moment, within the caller's scope: what a paper of that moment prints."""
    rows = AnswerVersion.objects.filter(commune_id=dossier.commune_id, dossier_id=dossier.id)
    known = rows.filter(Q(number=1) | Q(created_at__lte=at))
    return wish_of(dossier, known.order_by("-number")[0])


def told_of(commune_id: int, listed: Iterable[dossiers.DossierInfo]) -> dict[UUID, Told]:
    """Return what was last told of each dossier with one statement, within the caller's scope; the caller audits."""
    of = {one.id: one for one in listed}
    rows = AnswerVersion.objects.filter(commune_id=commune_id, dossier_id__in=list(of)).order_by("number")
    last = {row.dossier_id: row for row in rows}
    return {key: Told(row.answers, wish_of(of[key], row)) for key, row in last.items()}


def wanted_by_post(commune_id: int, dossier_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these dossiers want their result by post, as last told, within the caller's scope."""
    rows = AnswerVersion.objects.filter(commune_id=commune_id, dossier_id__in=list(dossier_ids))
    last = dict(rows.order_by("number").values_list("dossier_id", "delivery"))
    return {dossier_id for dossier_id, delivery in last.items() if delivery == decisions.POST}
