"""Made-up people: names as they are met in the highlands of Quảng Ngãi, numbers that belong to nobody."""

from datetime import date, timedelta
from random import Random

from motcua.interfaces.cli.demonstration.plan.values import Hamlet, Person

# Family names with their weight: the Hrê are called Đinh or Phạm, most others Nguyễn.
_FAMILIES = (
    ("Phạm", 30), ("Đinh", 26), ("Nguyễn", 18), ("Trần", 6), ("Lê", 6), ("Võ", 4), ("Huỳnh", 3), ("Hồ", 2),
    ("Bùi", 2), ("Ngô", 1), ("Đặng", 1), ("Trương", 1),
)  # fmt: skip
_MEN = (
    "Anh", "Bảo", "Bình", "Cường", "Danh", "Đạt", "Đức", "Hải", "Hiếu", "Hòa", "Hùng", "Huy", "Khánh", "Khoa", "Lâm",
    "Long", "Minh", "Nghĩa", "Nhân", "Phong", "Phước", "Quang", "Quý", "Sang", "Tài", "Tâm", "Thắng", "Thành", "Thiện",
    "Tiến", "Trí", "Trung", "Tuấn", "Vinh", "Xuân",
)  # fmt: skip
_WOMEN = (
    "Ánh", "Bích", "Chi", "Diễm", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hồng", "Huệ", "Hương", "Lan",
    "Liên", "Linh", "Loan", "Mai", "My", "Nga", "Ngân", "Nguyệt", "Nhung", "Oanh", "Phương", "Quyên", "Sương", "Thảo",
    "Thu", "Thủy", "Trang", "Tuyết", "Vân", "Yến",
)  # fmt: skip
_MIDDLE_OF_MEN = ("Văn", "Văn", "Văn", "Minh", "Quốc", "Thanh", "Công", "Ngọc", "Hữu", "Đình", "Xuân")
_MIDDLE_OF_WOMEN = ("Thị", "Thị", "Thị", "Thị", "Ngọc", "Thanh", "Kim", "Mỹ", "Thu", "Bích")
_PROVINCE = "051"
_PREFIXES = ("035", "036", "037", "038", "039", "086", "090", "091", "093", "094", "096", "097", "098")
_YOUNGEST, _OLDEST = 19, 82


def draw_name(chance: Random, *, female: bool, family: str = "") -> str:
    """Return a full name."""
    names, weights = zip(*_FAMILIES, strict=True)
    first = family or chance.choices(names, weights)[0]
    middle = chance.choice(_MIDDLE_OF_WOMEN if female else _MIDDLE_OF_MEN)
    return f"{first} {middle} {chance.choice(_WOMEN if female else _MEN)}"


def draw_number(chance: Random, *, female: bool, born: date) -> str:
    """Return an identity number as numbers are built: province, sex and century, year of birth, six digits.

    Legal basis: Decree 137/2015/NĐ-CP, Article 13.
    """
    century = 2 * (born.year // 100 - 19) + int(female)
    return f"{_PROVINCE}{century}{born.year % 100:02d}{chance.randrange(1, 10**6):06d}"


def draw_phone(chance: Random) -> str:
    """Return the number of a mobile telephone."""
    return f"{chance.choice(_PREFIXES)}{chance.randrange(10**7):07d}"


def draw_person(chance: Random, hamlets: tuple[Hamlet, ...], on: date) -> Person:
    """Return an adult of the commune as of a day; hamlets by how many live there."""
    female = chance.random() < 0.52
    age = min(_OLDEST, _YOUNGEST + int(chance.betavariate(1.6, 2.6) * (_OLDEST - _YOUNGEST)))
    born = on - timedelta(days=age * 365 + chance.randrange(365))
    return Person(
        name=draw_name(chance, female=female),
        female=female,
        born=born,
        number=draw_number(chance, female=female, born=born),
        phone=draw_phone(chance),
        hamlet=chance.choices([one.name for one in hamlets], [one.people for one in hamlets])[0],
    )
