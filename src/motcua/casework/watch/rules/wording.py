"""What a notice says: a sentence that names no citizen."""

from collections.abc import Mapping

from motcua.casework.watch.rules.orphans import KINDS

_WORDS = {
    "half": "đã qua nửa thời hạn giải quyết.",
    "day_before": "còn một ngày làm việc là đến hạn trả.",
    "due": "đã đến hạn mà chưa giải quyết xong.",
    "late": "vẫn đang trễ hạn.",
    "step_over": "đã quá hạn của bước đang làm.",
    "withdrawal_late": "có yêu cầu rút, đã quá hạn trả lời.",
    "payment_over": "đã quá hạn nộp tiền mà người dân chưa nộp.",
    "supplement_over": "đã hết hạn bổ sung mà người dân chưa bổ sung; cần quyết định dừng hoặc trả hồ sơ.",
    "uncollected": "có kết quả đã lâu mà chưa ai đến nhận; không tính là trễ hạn.",
    "long_at_post": "có kết quả đã giao bưu tá mà lâu chưa ghi kết quả phát; cần hỏi bưu điện.",
    "opinion_late": "có câu hỏi lấy ý kiến đã quá hạn trả lời.",
    "part_late": "có phần liên thông đã quá hạn; cần hỏi cơ quan đang giải quyết.",
    "reason_wanted": "đã trễ hạn, hệ thống đã gửi thư xin lỗi người dân; cần ghi lý do vào sổ trễ hạn.",
    "proposal_made": "có đề nghị bổ sung đang chờ một cửa: xem lại rồi gửi cho người dân, hoặc trả lại.",
    "proposal_sent": "đã được một cửa gửi yêu cầu bổ sung theo đề nghị của ông/bà.",
    "proposal_declined": "bị một cửa trả lại đề nghị bổ sung; lý do ghi trong nhật ký hồ sơ.",
    "citizen_wrote": "có tin nhắn mới của người dân.",
}
_WEIGHTY = frozenset(
    {"due", "late", "step_over", "withdrawal_late", "payment_over", "supplement_over", "part_late"}
)
_DIGEST = (("today", "việc đến hạn hôm nay"), ("late", "hồ sơ trễ hạn"), ("open", "hồ sơ đang giữ"))


def words_of(kind: str, reference: str, told: Mapping[str, int]) -> str:
    """Return the sentence of a notice."""
    if kind == "digest":
        return "Việc trong ngày: " + ", ".join(f"{told.get(key, 0)} {words}" for key, words in _DIGEST) + "."
    found = KINDS.get(kind.removeprefix("found_"))
    if kind.startswith("found_") and found is not None:
        return f"{found[0]}{f' (hồ sơ {reference})' if reference else ''}. {found[1]}"
    return f"Hồ sơ {reference} {_WORDS[kind]}"


def is_weighty(kind: str) -> bool:
    """Tell whether something ran over: it is marked."""
    return kind in _WEIGHTY or kind.startswith("found_")
