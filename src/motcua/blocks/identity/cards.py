"""The line that a scanner types when it reads the code of a citizen card. Pure: no database, no clock.

Number | old number | name | birth date (ddmmyyyy) | sex | residence | day of issue | further ones on newer cards.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from motcua.kernel import vietnamese

_PARTS = 6
_SEXES = {"nam": "male", "nu": "female"}
_NUMBER = re.compile(r"[0-9]{12}")
# What scanners without a Vietnamese keyboard type for letters they do not know.
_LOST = ("?", "\ufffd", "\x00")
_COMMUNE = re.compile(r"(xa|phuong|thi tran|dac khu) ")
_WITH_DISTRICT = 3
_OTHER_CARD = re.compile(r"[A-Z]{2}[0-9A-Z]{8,13}")
# The fourth digit of a number tells the century and the sex: 0 and 1 the 1900s, 2 and 3 the 2000s, and so on.
_FIRST_CENTURY = 1900


class UnreadableCard(ValueError):
    """What was scanned is no citizen card, or was read wrongly; the message is told to the officer, at this box."""

    def __init__(self, message: str, at: str = "card") -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True)
class SeenCard:
    """What a card says. `birth_date` as "1990-09-05", `gender` male or female; empty where the card does not say."""

    citizen_id: str
    name: str
    birth_date: str = ""
    gender: str = ""
    residence: str = ""

    def more(self) -> dict[str, str]:
        """Return what forms may be filled in with, besides name and number. Only citizens have such a card."""
        said = {
            "birth_date": self.birth_date,
            "gender": self.gender,
            "residence": self.residence,
            "nationality": "Việt Nam",
        }
        return {name: value for name, value in said.items() if value}


def read_card(line: str, today: date) -> SeenCard:
    """Return what the line of a scanner says. Raises UnreadableCard."""
    parts = [part.strip() for part in unicodedata.normalize("NFC", line).strip().split("|")]
    number = parts[0].replace(" ", "")
    if not _NUMBER.fullmatch(number):
        raise UnreadableCard(_why_not(number, len(parts)))
    if len(parts) < _PARTS:
        raise UnreadableCard(
            "Máy quét chưa đọc hết thẻ. Quét lại, hoặc gõ họ tên và số định danh vào hai ô dưới."
        )
    _, _, name, born, sex, residence = parts[:_PARTS]
    birth_date = _date(born, today)
    gender = _SEXES.get(vietnamese.fold(sex), "")
    _require_fit(number, birth_date, gender)
    if any(sign in name for sign in _LOST) or len(name) < 2:
        raise UnreadableCard(
            "Máy quét không gõ được chữ có dấu nên họ tên bị mất chữ. Gõ họ tên và số định danh vào hai ô dưới."
        )
    return SeenCard(number, " ".join(name.split()), birth_date, gender, plain_residence(residence))


def typed_card(name: str, citizen_id: str, today: date) -> SeenCard:
    """Return a card whose name and number were typed by hand. Raises UnreadableCard."""
    number = "".join(citizen_id.split())
    if not _NUMBER.fullmatch(number):
        raise UnreadableCard("Số định danh gồm đúng 12 chữ số, như trên thẻ căn cước.", at="citizen_id")
    if _century(number) + int(number[4:6]) > today.year:
        raise UnreadableCard(
            "Số định danh này cho năm sinh ở tương lai. Xem lại số trên thẻ.", at="citizen_id"
        )
    if len(name.strip()) < 2:
        raise UnreadableCard("Ghi họ và tên như trên thẻ căn cước.", at="name")
    return SeenCard(number, " ".join(unicodedata.normalize("NFC", name).split()))


def plain_residence(text: str) -> str:
    """Return an address without the district that older cards still name: "Thôn A, xã B, tỉnh C"."""
    if any(sign in text for sign in _LOST):
        return ""
    pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
    folded = [vietnamese.fold(piece) for piece in pieces]
    communes = [place for place, piece in enumerate(folded) if _COMMUNE.match(piece + " ")]
    # Without the words for the units, four pieces are a line, a commune, a district and a province.
    commune = communes[-1] if communes else len(pieces) - 3 if len(pieces) > _WITH_DISTRICT else len(pieces)
    return ", ".join([*pieces[: commune + 1], *pieces[commune + 1 :][-1:]])


def _why_not(number: str, parts: int) -> str:
    if _OTHER_CARD.fullmatch(number.upper()):
        return "Đây là thẻ bảo hiểm y tế, không phải thẻ căn cước. Quét mã QR trên thẻ căn cước."
    if re.fullmatch(r"[0-9]{9}", number) and parts == 1:
        return "Đây là số chứng minh nhân dân cũ. Cần số định danh 12 chữ số trên thẻ căn cước."
    return "Không phải mã của thẻ căn cước. Quét lại ô QR trên thẻ, hoặc gõ họ tên và số định danh vào hai ô dưới."


def _date(text: str, today: date) -> str:
    digits = re.sub(r"[^0-9]", "", text)
    try:
        found = date(int(digits[4:8]), int(digits[2:4]), int(digits[:2]))
    except ValueError as wrong:
        raise UnreadableCard("Máy quét đọc sai ngày sinh. Quét lại thẻ.") from wrong
    if found > today:
        raise UnreadableCard("Máy quét đọc sai ngày sinh. Quét lại thẻ.")
    return found.isoformat()


def _century(number: str) -> int:
    return _FIRST_CENTURY + int(number[3]) // 2 * 100


def _require_fit(number: str, birth_date: str, gender: str) -> None:
    """The number holds sex, century and year of birth: a line that was read wrongly hardly ever fits."""
    year, sex = str(_century(number) + int(number[4:6])), ("male", "female")[int(number[3]) % 2]
    if birth_date[:4] != year or gender not in ("", sex):
        raise UnreadableCard("Số định danh không khớp ngày sinh hoặc giới tính trên thẻ. Quét lại thẻ.")
