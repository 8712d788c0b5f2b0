"""The invented people of the sandbox, read from `personas.yaml`."""

import unicodedata
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal
from uuid import UUID, uuid5

import yaml

NAMESPACE = UUID("6f6c1f0e-7d55-5d0a-9a3c-0d5b1c0f51aa")
CANARY_CITIZEN_ID = "051085777001"
CANARY_SECOND_CITIZEN_ID = "051187777002"
CANARY_ETHNICITY = "Hrê-Canary"
"""Values of two personas that occur nowhere else: tests look for them in dumps, files and logs."""


@dataclass(frozen=True)
class Persona:
    """One account. `note` tells the person at the screen what is special; empty values are not sent."""

    key: str
    full_name: str
    note: str
    citizen_id: str = ""
    old_citizen_id: str = ""
    birth: str = ""
    gender: str = ""
    ethnicity: str = "Kinh"
    religion: str = "Không"
    residence: str = ""
    hometown: str = "xã Ba Tô, tỉnh Quảng Ngãi"
    phone: str = ""
    email: str = ""
    account_type: str = "1"
    level: str = "2"
    status: str = "1"
    tech_id: str = ""
    organisation: dict[str, str] = field(default_factory=dict)
    normal_form: Literal["NFC", "NFD"] = "NFC"

    @property
    def subject(self) -> str:
        """Return the account's name at the provider: opaque, the same after every start."""
        return str(uuid5(NAMESPACE, self.key))

    @property
    def initials(self) -> str:
        """Return one or two letters for the picture."""
        words = self.full_name.split()
        return "".join(word[0] for word in (words[0], words[-1])[: len(words)]).upper()

    def claims(self) -> dict[str, str]:
        """Return the claims in VNeID's names."""
        claims = {
            "sub": self.subject,
            "TechID": self.tech_id or str(uuid5(NAMESPACE, f"tech {self.key}")),
            "LoaiTaiKhoan": self.account_type,
            "HoVaTen": self.full_name,
            "SoDinhDanh": self.citizen_id,
            "SoCMND": self.old_citizen_id,
            "NgayThangNamSinh": self.birth,
            "GioiTinh": self.gender,
            "DanToc": self.ethnicity,
            "TonGiao": self.religion,
            "QuocTich": "Việt Nam",
            "ThuongTru": self.residence,
            "QueQuan": self.hometown,
            "SoDienThoai": self.phone,
            "ThuDienTu": self.email,
            "TrangThai": self.status,
            "IAL": self.level,
            "loAs": f"LoA{self.level}",
            "loginIdp": "BCA",
        }
        sent = {name: value for name, value in (claims | self.organisation).items() if value}
        return {name: unicodedata.normalize(self.normal_form, value) for name, value in sent.items()}


def read_personas(group: str) -> tuple[Persona, ...]:
    """Read one list of the file."""
    text = files(__package__).joinpath("personas.yaml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = yaml.safe_load(text)[group]
    return tuple(Persona(**entry) for entry in entries)


PEOPLE = read_personas("people")
UNUSUAL = read_personas("unusual")
BY_KEY = {persona.key: persona for persona in (*PEOPLE, *UNUSUAL)}
