"""Prove the register: it is what the log alone makes, and no entry is missing."""

from dataclasses import dataclass

from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy


@dataclass(frozen=True)
class BookReport:
    """What the proof of one commune's register found; `problems` in words, at most MOST of them."""

    commune_id: int
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


MOST = 200


def verify(commune_id: int) -> BookReport:
    """Compare the register of a commune with its log, and look for entries that are missing."""
    problems: list[str] = []
    with tenancy.scope(communes=[commune_id]):
        problems += [f"Sổ năm {year}: {what}" for year, what in dossiers.book_gaps(commune_id)]
        for one in dossiers.differences(commune_id):
            if len(problems) >= MOST:
                break
            what = f"{one.field}: " if one.field else ""
            problems.append(f"Hồ sơ {one.reference}: {what}nhật ký ghi {one.told}, sổ ghi {one.found}")
    return BookReport(commune_id, tuple(problems))
