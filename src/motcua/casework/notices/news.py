"""The words in which the news of a dossier is told: subject and body, for people who read them on a telephone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.notices.use_cases.tell import moment

Words = tuple[str, str]


def owed_clause(owed: str) -> str:
    """Return the sentence of what is to be paid at the desk; nothing where nothing is owed."""
    return f" Phí, lệ phí: {owed}. Ông/bà nộp tại quầy Một cửa trước khi nhận kết quả." if owed else ""


def submitted(dossier: dossiers.DossierInfo, hours: int, foreseen: str) -> Words:
    """Confirm the sending."""
    place = intake.PLACES.get(dossier.place, "")
    helped = f" Có người giúp nộp, tại: {place}." if place else ""
    return (
        f"Đã gửi hồ sơ {dossier.procedure_name}",
        f"Đã gửi hồ sơ của ông/bà lúc {moment(dossier.submitted_at)}."
        f"{helped} Mã nộp: {dossier.submission_code}. Trong {hours} giờ làm việc, cán bộ sẽ kiểm tra và trả"
        f" lời tại đây.{owed_clause(foreseen) or ' Ông/bà không phải làm gì thêm.'}",
    )


def accepted(dossier: dossiers.DossierInfo, due_at: datetime, owed: str) -> Words:
    """Tell the due time."""
    return (
        f"Hồ sơ {dossier.code} đã được tiếp nhận",
        f"Hồ sơ {dossier.procedure_name} của ông/bà đã được tiếp nhận. Hẹn trả kết quả:"
        f" {moment(due_at)}. Giấy tiếp nhận có trong trang hồ sơ, ông/bà có thể tải về."
        f"{owed_clause(owed)}",
    )


def refused(dossier: dossiers.DossierInfo, note: str) -> Words:
    """Tell why it was not taken in."""
    return (
        f"Hồ sơ {dossier.submission_code} chưa được tiếp nhận",
        f"Lý do: {note}\nÔng/bà có thể làm hồ sơ mới, hoặc gọi bộ phận Một cửa để được hướng dẫn.{_fetch(dossier)}",
    )


def supplement_asked(dossier: dossiers.DossierInfo, items: Iterable[tuple[str, str]]) -> Words:
    """Tell what is missing: name and content of each item."""
    told = "\n".join(f"- {name}: {content}" for name, content in items)
    return (
        f"Hồ sơ {dossier.reference} cần bổ sung",
        f"Ông/bà bổ sung giúp các mục sau ngay trong hồ sơ này, không phải nộp lại từ đầu:\n{told}",
    )


def supplement_expired(dossier: dossiers.DossierInfo) -> Words:
    """Tell that the time for the supplement is over, and what becomes of the dossier."""
    return (
        f"Hồ sơ {dossier.reference} đã hết hạn bổ sung",
        "Đã hết hạn mà quầy Một cửa chưa nhận được phần bổ sung của ông/bà. Lãnh đạo sẽ xem xét hồ sơ và trả lời bằng"
        " văn bản. Nếu cần, ông/bà gọi điện hoặc đến quầy Một cửa.",
    )


_PAPER = {
    "online": "",
    "counter": " Bản giấy: mời ông/bà đến nhận tại quầy Một cửa.",
    "post": " Bản giấy được gửi qua bưu điện, đến địa chỉ ông/bà đăng ký.",
}


def result_ready(dossier: dossiers.DossierInfo, owed: str, delivery: str) -> Words:
    """Tell that the result is there, and where to fetch the paper by the wish of now."""
    return (
        f"Hồ sơ {dossier.code} đã có kết quả",
        "Kết quả đã được ký số. Khi bộ phận Một cửa trả kết quả, ông/bà xem và tải bản điện tử trong trang hồ sơ."
        f"{_PAPER[delivery]}{owed_clause(owed)}",
    )


def wish_changed(dossier: dossiers.DossierInfo, delivery: str) -> Words:
    """Tell how the result is wanted now, so that nobody has it sent elsewhere unseen."""
    paper = _PAPER[delivery] or " Ông/bà không nhận bản giấy."
    when = "Khi bộ phận Một cửa trả" if dossier.state is dossiers.State.DONE else "Khi có"
    return (
        f"Hồ sơ {dossier.reference}: đã đổi cách nhận kết quả",
        f"{when} kết quả, ông/bà xem và tải bản điện tử trong trang hồ sơ.{paper} Nếu ông/bà không yêu cầu đổi,"
        " hãy báo ngay cho quầy Một cửa.",
    )


def part_done(dossier: dossiers.DossierInfo, part: dossiers.PartInfo, owed: str) -> Words:
    """Tell that one matter of a joint dossier has its result, while others go on."""
    return (
        f"Hồ sơ {dossier.reference}: đã có kết quả {part.what.name.lower()}",
        "Ông/bà xem và tải kết quả này trong trang hồ sơ. Các việc còn lại của hồ sơ vẫn đang làm tiếp;"
        f" ông/bà không phải làm gì thêm.{owed_clause(owed)}",
    )


def part_refused(dossier: dossiers.DossierInfo, part: dossiers.PartInfo) -> Words:
    """Tell why one matter of a joint dossier has no result."""
    return (
        f"Hồ sơ {dossier.reference}: không giải quyết được việc {part.what.name.lower()}",
        f"Lý do: {part.note}\nCơ quan trả lời: {part.what.agency or 'Ủy ban nhân dân'}. Các việc khác của hồ sơ vẫn có"
        " kết quả. Nếu cần, ông/bà hỏi quầy Một cửa.",
    )


def result_returned(dossier: dossiers.DossierInfo) -> Words:
    """Tell that the result was handed over."""
    return (
        f"Kết quả hồ sơ {dossier.code} đã được trả",
        "Ông/bà tải kết quả có chữ ký số trong trang hồ sơ. Bản điện tử có giá trị như bản giấy.",
    )


def result_posted(dossier: dossiers.DossierInfo, parcel: str) -> Words:
    """Tell that the paper went out by post."""
    number = (
        f"Số bưu gửi: {parcel}. Ông/bà dùng số này để hỏi bưu điện." if parcel else "Số bưu gửi sẽ báo sau."
    )
    return (
        f"Kết quả hồ sơ {dossier.code} đã gửi qua bưu điện",
        f"Bản giấy đã giao cho bưu tá, gửi đến địa chỉ ông/bà đăng ký. {number}",
    )


def stopped(dossier: dossiers.DossierInfo, note: str, fees: str) -> Words:
    """Tell why no result follows, what becomes of the money, and where to fetch what goes back."""
    return (
        f"Hồ sơ {dossier.reference} dừng giải quyết",
        f"Lý do: {note}\nPhí, lệ phí: {fees}.{_fetch(dossier)} Thông báo có trong trang hồ sơ. Nếu không đồng ý,"
        " ông/bà có quyền phản ánh, khiếu nại.",
    )


def _fetch(dossier: dossiers.DossierInfo) -> str:
    """Say where to fetch the money, where some goes back."""
    waits = dossier.finance_state == "refund_due"
    return " Ông/bà mang giấy tờ tùy thân đến quầy Một cửa để nhận lại tiền đã nộp." if waits else ""


def transferred(dossier: dossiers.DossierInfo, told: Mapping[str, Any], note: str, fees: str) -> Words:
    """Tell where it goes on, that nothing has to be handed in again, and how it is found there."""
    return (
        f"Hồ sơ {dossier.reference} được chuyển đến nơi có thẩm quyền",
        f"{note}\nÔng/bà không phải nộp lại hồ sơ, giấy tờ; thời hạn không tính lại từ đầu. Phí, lệ phí: {fees}."
        f" Tra cứu bằng mã mới {told['code']}, mã tra cứu {dossiers.lookup_secret(UUID(told['to_dossier']))};"
        " mã cũ vẫn tra cứu được.",
    )


def refunded(dossier: dossiers.DossierInfo, amount: str, slip: str) -> Words:
    """Tell that the money was given back, by which slip, and what to do when it was not."""
    return (
        f"Hồ sơ {dossier.reference}: đã trả lại {amount}",
        f"Quầy Một cửa đã trả lại {amount} tiền mặt, phiếu hoàn trả số {slip}. Phiếu có trong trang hồ sơ. Nếu ông/bà"
        " hoặc người được ông/bà nhờ chưa nhận tiền, hãy báo ngay cho quầy Một cửa.",
    )


def withdrawal_requested(dossier: dossiers.DossierInfo) -> Words:
    """Confirm that the wish to withdraw has come."""
    waits = dossier.snapshot
    awaited = waits.next_action == "confirm_withdrawal" and waits.next_at is not None
    by = f" trước {moment(waits.next_at)}" if awaited and waits.next_at else ""
    return (
        f"Đã nhận đề nghị rút hồ sơ {dossier.reference}",
        f"Cán bộ sẽ trả lời ông/bà tại đây{by}. Hồ sơ chưa được rút cho tới khi có trả lời.",
    )


def withdrawn(dossier: dossiers.DossierInfo) -> Words:
    """Tell that it was given back."""
    return (
        f"Đã rút hồ sơ {dossier.reference}",
        "Hồ sơ đã được rút theo đề nghị của ông/bà và không giải quyết tiếp. Khi cần, ông/bà làm hồ sơ mới."
        + _fetch(dossier),
    )


def extended(dossier: dossiers.DossierInfo, new_due: datetime, note: str) -> Words:
    """Tell the new date."""
    return (
        f"Hồ sơ {dossier.reference} được gia hạn",
        f"Cơ quan giải quyết xin lỗi và hẹn lại ông/bà: {moment(new_due)}. Lý do: {note}\nVăn bản gia hạn có trong"
        " trang hồ sơ. Ông/bà không phải làm gì thêm.",
    )


def apologised(dossier: dossiers.DossierInfo, promise: datetime | None) -> Words:
    """Ask pardon for lateness."""
    dated = f"hẹn trả kết quả: {moment(promise)}" if promise else "kết quả được trả ngay khi giải quyết xong"
    return (
        f"Xin lỗi vì trả chậm hồ sơ {dossier.reference}",
        f"Cơ quan giải quyết xin lỗi ông/bà vì hồ sơ đã quá hạn; {dated}. Văn bản xin lỗi có trong trang hồ sơ.",
    )


def payment_requested(dossier: dossiers.DossierInfo, amount: str, limit_at: datetime, note: str) -> Words:
    """Tell what is to be paid before the work goes on."""
    return (
        f"Hồ sơ {dossier.reference} cần nộp tiền",
        f"Ông/bà nộp {amount}, trước {moment(limit_at)}. Lý do: {note}\nNộp đủ rồi thì hồ sơ được giải quyết"
        " tiếp. Thông báo có trong trang hồ sơ.",
    )


def payment_settled(dossier: dossiers.DossierInfo, *, waived: bool) -> Words:
    """Tell that the work goes on."""
    return (
        f"Hồ sơ {dossier.reference} được giải quyết tiếp",
        "Ông/bà không phải nộp khoản tiền đã báo." if waived else "Cơ quan đã nhận đủ tiền của ông/bà.",
    )
