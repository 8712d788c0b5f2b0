"""What several forms share: the office, people, the procedure, papers, and the words of codes."""

from dataclasses import dataclass
from typing import Literal

PaperForm = Literal["original", "certified", "photocopy", "electronic"]
ReturnMethod = Literal["counter", "post", "electronic"]
Channel = Literal["national_portal", "local_portal", "counter", "post", "support_desk"]

PAPER_FORM_WORDS: dict[str, str] = {
    "original": "Bản chính",
    "certified": "Bản sao có chứng thực",
    "photocopy": "Bản chụp",
    "electronic": "Bản điện tử",
}
RETURN_METHOD_WORDS: dict[str, str] = {
    "counter": "Nhận trực tiếp tại",
    "post": "Nhận qua dịch vụ bưu chính công ích, tại",
    "electronic": "Nhận bản điện tử tại",
}
CHANNEL_WORDS: dict[str, str] = {
    "national_portal": "Trực tuyến, Cổng Dịch vụ công quốc gia",
    "local_portal": "Trực tuyến, cổng dịch vụ công của xã, phường",
    "counter": "Trực tiếp tại quầy",
    "post": "Qua dịch vụ bưu chính công ích",
    "support_desk": "Trực tuyến, có người hỗ trợ tại điểm tiếp nhận",
}


@dataclass(frozen=True, slots=True)
class Office:
    """The body that issues the paper. `superior` and `agency` head the paper; `unit` is the reception unit as
    written in a sentence; `place` is the name of the commune before the date."""

    superior: str
    agency: str
    unit: str
    place: str
    address: str = ""
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A person on the paper. `identity_number` is the number of the citizen's card or passport."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity_number: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """The procedure asked for, by its national code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The officer who explains, and how to reach that person."""

    name: str
    phone: str
    website: str = ""
