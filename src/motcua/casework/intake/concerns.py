"""What an officer would send a dossier back for, told before it is handed in. None of it forbids to hand in: what
does, is missing, and `DraftInfo` tells that. Pure: the same answers and files give the same concerns.

Legal basis: Decree 45/2020/NĐ-CP, Articles 9-11 (automatic check on sending).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from motcua.blocks.documents.api import FileInfo
from motcua.kernel.vietnamese import fold

UNREADABLE, SIGNATURE, MISMATCH, MARKS = "unreadable", "signature", "mismatch", "marks"
# What is said of a file, by the doubt that was kept with it when it was checked.
_OF_FILES = {
    "dark": (UNREADABLE, "{file}: ảnh hơi tối, có thể không đọc được chữ."),
    "blurred": (UNREADABLE, "{file}: ảnh có thể bị mờ, không đọc được chữ."),
    "broken": (UNREADABLE, "{file}: có trang không hiện được ảnh."),
    "signature_broken": (SIGNATURE, "{file}: chữ ký số không hợp lệ hoặc tệp đã bị sửa sau khi ký."),
    "signature_missing": (SIGNATURE, "{file}: giấy tờ này cần bản có chữ ký số, nhưng tệp chưa được ký số."),
}
_NUMBER_LENGTH = 12
# Two numbers of one name that differ in so few digits are one number and a slip.
_SLIP_DIGITS = 2


@dataclass(frozen=True)
class Concern:
    """One thing to look at again. `target` is the paper (component code) or field it concerns."""

    kind: str
    target: str
    message: str

    def as_data(self) -> dict[str, str]:
        """Return it as it is stored with the dossier."""
        return asdict(self)


@dataclass(frozen=True)
class _Person:
    """Somebody in the answers: `field` holds the number, `label` says whose it is."""

    field: str
    label: str
    number: str
    name: str


def concerns_of(
    answers: Mapping[str, Any],
    labels: Mapping[str, str],
    owner: Mapping[str, str],
    papers: Mapping[str, Iterable[FileInfo]],
    names: Mapping[str, str],
) -> list[Concern]:
    """Return what to look at again, papers first.

    `labels`: of the fields that count, by id. `owner`: name and number that VNeID proved. `papers`: files by component
    code, `names` the names of the components.
    """
    return [*_about_files(papers, names), *_about_people(answers, labels, owner)]


def without_marks(field: str, label: str, name: str) -> Concern:
    """Return the concern about a name that looks as if its Vietnamese marks were left out."""
    return Concern(
        MARKS, field, f"{label}: «{name}» viết không dấu. Tên trên giấy tờ có dấu thì xin viết đủ dấu."
    )


def _about_files(papers: Mapping[str, Iterable[FileInfo]], names: Mapping[str, str]) -> Iterator[Concern]:
    for code, files in papers.items():
        for file in files:
            for doubt in file.doubts:
                if doubt in _OF_FILES:
                    kind, text = _OF_FILES[doubt]
                    yield Concern(kind, code, text.format(file=f"{names.get(code, code)} («{file.name}»)"))


def _about_people(
    answers: Mapping[str, Any], labels: Mapping[str, str], owner: Mapping[str, str]
) -> Iterator[Concern]:
    people = list(_people(answers, labels))
    proven = _Person("", "tài khoản VNeID của ông/bà", owner.get("citizen_id", ""), owner.get("name", ""))
    for one in people:
        yield from _between(one, proven)
    for first, second in combinations(people, 2):
        # One person may stand in two places; what was told of both against VNeID is not told again.
        if proven.number not in (first.number, second.number):
            yield from _between(second, first)


def _people(answers: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[_Person]:
    """Give everyone of whom both number and name are answered: `<person>_citizen_id` and `<person>_name`."""
    for field, label in labels.items():
        number, name = answers.get(field), answers.get(field.replace("_citizen_id", "_name"))
        told = isinstance(number, str) and len(number) == _NUMBER_LENGTH and isinstance(name, str)
        if field.endswith("_citizen_id") and told and name:
            yield _Person(field, label, str(number), str(name))


def _between(one: _Person, other: _Person) -> Iterator[Concern]:
    if not (other.number and other.name):
        return
    same_name = fold(one.name) == fold(other.name)
    if one.number == other.number and not same_name:
        text = f"{one.label} trùng với số trong {_where(other)}, nhưng họ tên khác: «{one.name}» và «{other.name}»."
        yield Concern(MISMATCH, one.field, text)
    differing = sum(a != b for a, b in zip(one.number, other.number, strict=False))
    if same_name and 0 < differing <= _SLIP_DIGITS:
        text = f"{one.label} ({one.number}) khác {differing} chữ số với số trong {_where(other)} ({other.number})."
        yield Concern(MISMATCH, one.field, text)


def _where(other: _Person) -> str:
    return other.label if not other.field else f"ô «{other.label}»"
