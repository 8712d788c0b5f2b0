"""Sentences offered for refusals and supplements, so that few words have to be typed."""

REFUSALS = (
    ("not_ours", "Thủ tục này không thuộc thẩm quyền giải quyết của xã."),
    ("not_eligible", "Không đủ điều kiện theo quy định của thủ tục."),
    ("done", "Việc này đã được giải quyết ở hồ sơ khác."),
    ("wrong_procedure", "Nội dung đề nghị thuộc thủ tục khác; cần nộp hồ sơ theo đúng thủ tục."),
    ("false_papers", "Giấy tờ nộp kèm không đúng người hoặc không phải bản chụp từ bản chính."),
)
SUPPLEMENT_GROUND = "Hồ sơ chưa đủ thành phần hoặc nội dung chưa đúng theo quy định của thủ tục."


def refusal_text(choice: str, words: str) -> str:
    """Return the reason the citizen reads: the chosen sentence and what was added."""
    return " ".join(part for part in (dict(REFUSALS).get(choice, ""), words.strip()) if part)
