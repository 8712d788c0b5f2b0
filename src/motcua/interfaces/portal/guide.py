"""The guide to a procedure: one text for the page and for the paper that is handed out."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.blocks.forms.api import FormDefinition
from motcua.blocks.organisation.api import CommuneInfo
from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import words
from motcua.interfaces.portal.facts import Facts
from motcua.interfaces.portal.paper_cases import PaperCase, paper_cases

# Vietnamese read slowly, as by a person of 70: syllables a minute.
SYLLABLES_A_MINUTE = 200
# The buttons a person presses, as they stand on the pages; a test holds them against the templates.
BEGIN, LOGIN, ON, SEND = "Nộp trực tuyến", "Đăng nhập bằng VNeID", "Tiếp tục", "Nộp hồ sơ"
LATER, RESUME, ADDED = "Lưu, làm tiếp sau", "Điền tiếp", "Bổ sung ngay"


@dataclass(frozen=True)
class Section:
    """A part of a guide; `ordered`: its lines are steps."""

    title: str
    lines: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Guide:
    """What a person has to know of a procedure, in few plain words. `minutes`: to read it."""

    code: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    minutes: int


def build(version: catalogue.Version, facts: Facts, commune: CommuneInfo) -> Guide:
    """Return the guide to a procedure; `facts` as the page of the procedure says them."""
    content = version.content
    sections = [
        Section("Ai được làm", (content.who,)),
        Section("Chuẩn bị", tuple(_paper(one) for one in paper_cases(version) if not one.component.form)),
        Section("Tốn bao nhiêu", _cost(facts.fees, facts.pay)),
        Section("Bao lâu có kết quả", tuple(_pair(*one) for one in facts.terms)),
        Section("Làm trên điện thoại", _steps(version.form), ordered=True)
        if facts.online
        else Section("Làm tại quầy", content.steps, ordered=True),
        Section("Nhận được gì", tuple(one.name for one in content.results)),
        Section("Cần người giúp", _help(commune)),
    ]
    kept = tuple(one for one in sections if one.lines)
    text = " ".join(
        [content.name, content.summary, *(line for one in kept for line in (one.title, *one.lines))]
    )
    return Guide(content.code, content.name, content.summary, kept, reading_minutes(text))


def reading_minutes(text: str) -> int:
    """Return how many minutes a text takes to read, at least one."""
    return max(1, math.ceil(len(re.findall(r"\w+", text)) / SYLLABLES_A_MINUTE))


def text_of(content: catalogue.ProcedureContent) -> str:
    """Return the words of a procedure's page, to tell how long they take to read."""
    parts = [content.name, content.summary, content.who, *content.steps, *content.conditions]
    for one in content.components:
        parts += [one.name, one.help, one.replaced_by_data]
    return " ".join([*parts, *(one.name for one in content.fees), *(one.name for one in content.results)])


def _paper(case: PaperCase) -> str:
    one = case.component
    remarks = ", ".join(
        text for text in ("chỉ mang theo cho xem" if one.present_only else "", case.words) if text
    )
    name = f"{one.name} ({remarks})" if remarks else one.name
    return ". ".join(part.rstrip(".") for part in (name, one.help) if part) + "."


def _pair(label: str, text: str) -> str:
    return f"{text}." if label == words.EVERY_CHANNEL else f"{label}: {text}."


def _cost(fees: Sequence[words.Fact], pay: str) -> tuple[str, ...]:
    lines = [f"{fee.name}: " + " ".join(_pair(*cell) for cell in fee.cells) for fee in fees]
    return (*lines, pay) if pay else tuple(lines) or ("Không thu phí, lệ phí.",)


def _steps(form: FormDefinition) -> tuple[str, ...]:
    titles = "; ".join(page.title for page in form.pages)
    return (
        f"Mở trang của thủ tục này (quét mã QR), bấm “{BEGIN}”.",
        f"Bấm “{LOGIN}”, đăng nhập trên trang VNeID rồi chọn Đồng ý.",
        f"Trả lời từng trang, xong mỗi trang bấm “{ON}”. Các trang: {titles}.",
        f"Bận việc thì bấm “{LATER}”; hôm sau đăng nhập lại, bấm “{RESUME}”, không mất gì.",
        f"Chụp giấy tờ bằng điện thoại, chọn ảnh, bấm “{ON}”.",
        f"Xem lại, đánh dấu cam đoan, bấm “{SEND}”. Ghi lại mã nộp hoặc chụp màn hình.",
        f"Thiếu giấy thì xã báo; đăng nhập, bấm tên mình ở đầu trang, mở hồ sơ, bấm “{ADDED}”.",
    )


def _help(commune: CommuneInfo) -> tuple[str, ...]:
    lines = [f"{commune.centre_name}, {commune.address}."]
    if commune.phone:
        lines.append(f"Điện thoại {commune.phone}.")
    return (*lines, "Cán bộ, tổ công nghệ số cộng đồng làm cùng ông/bà, không lấy tiền.")
