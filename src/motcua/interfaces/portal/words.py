"""Terms, fees and states in sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext, gettext_noop

from motcua.blocks.forms.api import display_money
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers.api import DossierInfo, State
from motcua.kernel import clock

CHANNELS = (
    ("online", gettext_noop("Nộp trực tuyến")),
    ("counter", gettext_noop("Nộp tại quầy Một cửa")),
    ("post", gettext_noop("Gửi bưu chính")),
)
EVERY_CHANNEL = gettext_noop("Nộp cách nào cũng vậy")
LEVELS = {
    "full_online": gettext_noop("Làm trọn trên mạng"),
    "partial_online": gettext_noop("Nộp trên mạng, có bước làm tại quầy"),
    "counter_only": gettext_noop("Làm tại quầy Một cửa"),
}
PAY_AT_DESK = gettext_noop(
    "Ông/bà nộp tiền tại quầy Một cửa trước khi nhận kết quả. Chưa nộp được trên mạng."
)
NOTHING_TO_DO = gettext_noop("Ông/bà không phải làm gì thêm.")
_UNITS = {
    "working_day": gettext_noop("%s ngày làm việc"),
    "day": gettext_noop("%s ngày"),
    "hour": gettext_noop("%s giờ làm việc"),
    "month": gettext_noop("%s tháng"),
}
# Of one alone other languages speak otherwise.
_ONE = {
    "working_day": gettext_noop("1 ngày làm việc"),
    "day": gettext_noop("1 ngày"),
    "hour": gettext_noop("1 giờ làm việc"),
    "month": gettext_noop("1 tháng"),
}


def term_words(term: catalogue.Term) -> str:
    """Return a term as people say it: "3 ngày làm việc"."""
    if term.unit == "same_day":
        after = gettext("; nhận sau %s thì ngày làm việc tiếp theo") % term.cutoff if term.cutoff else ""
        return gettext("Trong ngày") + after
    return gettext(_ONE[term.unit]) if term.value == 1 else gettext(_UNITS[term.unit]) % term.value


def short_term(content: catalogue.Summary, own: Mapping[str, catalogue.Term]) -> str:
    """Return the term of the first channel in few words; `own`: what the commune promises instead."""
    term = next((own.get(key, content.terms[key]) for key, _ in CHANNELS if key in content.terms), None)
    if term is None:
        return ""
    return gettext("Trong ngày") if term.unit == "same_day" else term_words(term)


@dataclass(frozen=True)
class Fact:
    """A line of a table by channel: a name and one text for each channel."""

    name: str
    cells: tuple[tuple[str, str], ...]
    note: str = ""


def terms_table(
    content: catalogue.ProcedureContent, own: Mapping[str, catalogue.Term] | None = None
) -> tuple[tuple[str, str], ...]:
    """Return (channel, term) for each channel the procedure takes; `own`: what the commune promises instead."""
    terms = {key: (own or {}).get(key, term) for key, term in content.terms.items()}
    return _together(tuple((gettext(name), term_words(terms[key])) for key, name in CHANNELS if key in terms))


def _together(cells: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Say once what holds for every channel."""
    texts = {text for _, text in cells}
    return ((gettext(EVERY_CHANNEL), texts.pop()),) if len(cells) > 1 and len(texts) == 1 else cells


def fees_table(fees: Mapping[str, Sequence[catalogue.FeeLine]]) -> list[Fact]:
    """Return one line a fee with what it says in each channel."""
    lines = [line for those in fees.values() for line in those]
    return [
        Fact(
            name,
            _together(
                tuple((gettext(label), _fee_words(name, fees[key])) for key, label in CHANNELS if key in fees)
            ),
            "\n".join(dict.fromkeys(line.note for line in lines if line.name == name and line.note)),
        )
        for name in dict.fromkeys(line.name for line in lines)
    ]


def _fee_words(name: str, lines: Sequence[catalogue.FeeLine]) -> str:
    return next((line.explanation for line in lines if line.name == name), gettext("Không áp dụng"))


def total_words(lines: Sequence[catalogue.FeeLine]) -> str:
    """Return what a dossier costs in one sentence."""
    total = catalogue.total_due(lines)
    if total is None:
        by_case = any(line.explanation == catalogue.BY_CASE for line in lines)
        return (
            "Có khoản tùy từng trường hợp; cán bộ báo số tiền khi tiếp nhận."
            if by_case
            else "Có khoản do Hội đồng nhân dân tỉnh quy định; cán bộ báo số tiền khi thu."
        )
    return display_money(total) if total else "Không phải nộp tiền."


def costs(lines: Iterable[catalogue.FeeLine]) -> bool:
    """Tell whether any of these fees is to be paid, its amount known or not."""
    return any(line.amount != 0 for line in lines)


def level_words(content: catalogue.ProcedureContent, online_fees: Iterable[catalogue.FeeLine]) -> str:
    """Return how far a procedure goes online; money is paid at the counter."""
    if content.level == "full_online" and costs(online_fees):
        return gettext("Nộp và theo dõi trên mạng; trường hợp có phí, lệ phí thì nộp tiền tại quầy Một cửa")
    return gettext(LEVELS[content.level]) if content.level in LEVELS else ""


@dataclass(frozen=True)
class Standing:
    """Where a dossier stands, in words: what is happening, and what the person has to do."""

    now: str
    todo: str = ""


_STANDING = {
    State.SUBMITTED: Standing(
        gettext_noop("Hồ sơ đã đến bộ phận Một cửa, chờ cán bộ kiểm tra."), NOTHING_TO_DO
    ),
    State.ACCEPTED: Standing(gettext_noop("Hồ sơ đã được tiếp nhận."), NOTHING_TO_DO),
    State.REFUSED: Standing(
        gettext_noop("Hồ sơ không được tiếp nhận."), gettext_noop("Phiếu từ chối ghi lý do ở dưới.")
    ),
    State.PROCESSING: Standing(gettext_noop("Cán bộ đang giải quyết hồ sơ."), NOTHING_TO_DO),
    State.SUPPLEMENT: Standing(
        gettext_noop("Hồ sơ đang chờ ông/bà bổ sung."), gettext_noop("Hãy bổ sung các mục được yêu cầu.")
    ),
    State.PAYMENT: Standing(
        gettext_noop("Hồ sơ đang chờ ông/bà nộp tiền."), gettext_noop("Hãy nộp tiền tại quầy Một cửa.")
    ),
    State.WITHDRAWN: Standing(gettext_noop("Ông/bà đã rút hồ sơ này.")),
    State.STOPPED: Standing(gettext_noop("Hồ sơ đã dừng, không giải quyết tiếp.")),
    State.DONE: Standing(
        gettext_noop("Hồ sơ đã có kết quả."), gettext_noop("Ông/bà xem và tải về bất cứ lúc nào.")
    ),
    State.RETURNED: Standing(
        gettext_noop("Kết quả đã được trả."), gettext_noop("Ông/bà xem và tải về bất cứ lúc nào.")
    ),
}


_EXPIRED = Standing(
    gettext_noop(
        "Đã hết hạn bổ sung mà quầy Một cửa chưa nhận được phần bổ sung; lãnh đạo đang xem xét hồ sơ."
    ),
    gettext_noop("Nếu cần, ông/bà gọi điện hoặc đến quầy Một cửa."),
)


_AT_THE_POST = {
    "posted": Standing(
        gettext_noop("Bản giấy của kết quả đang ở bưu điện."),
        gettext_noop("Ông/bà xem và tải bản điện tử về bất cứ lúc nào."),
    ),
    "failed": Standing(
        gettext_noop("Bưu điện chưa phát được; bản giấy của kết quả đã về quầy Một cửa."),
        gettext_noop("Ông/bà gọi điện hoặc đến quầy Một cửa để hẹn gửi lại hoặc nhận tại quầy."),
    ),
    "lost": Standing(
        gettext_noop(
            "Bưu điện làm thất lạc bản giấy; kết quả vẫn có giá trị, ông/bà không phải nộp lại hồ sơ."
        ),
        gettext_noop("Ông/bà gọi điện hoặc đến quầy Một cửa để hẹn gửi bản khác hoặc nhận tại quầy."),
    ),
}


_TRANSFERRED = Standing(
    gettext_noop("Hồ sơ đã được chuyển đến cơ quan có thẩm quyền và được giải quyết tiếp ở đó."),
    gettext_noop("Ông/bà không phải nộp lại hồ sơ, giấy tờ."),
)
_MONEY_BACK = gettext_noop("Ông/bà đến quầy Một cửa nhận lại số tiền đã nộp.")


def standing(dossier: DossierInfo, *, owed: bool | None) -> Standing:
    """Return where a dossier stands, in words. `owed`: whether money is to be paid, None while nobody asked."""
    if dossier.goes_on is not None:
        return _TRANSFERRED
    if dossier.finance_state == "refund_due":
        return replace(_STANDING[dossier.state], todo=_MONEY_BACK)
    expired = dossier.state is State.SUPPLEMENT and dossier.supplement_state == "expired"
    found = _EXPIRED if expired else _STANDING[dossier.state]
    if dossier.state is State.DONE:
        found = _AT_THE_POST.get(dossier.delivery_state, found)
    if found.todo != NOTHING_TO_DO or owed is False:
        return found
    return replace(found, todo=PAY_AT_DESK if owed else "")


def moment(at: datetime | None) -> str:
    """Return "17:00 ngày 24/11/2026", or nothing."""
    return f"{clock.local(at):%H:%M ngày %d/%m/%Y}" if at else ""
