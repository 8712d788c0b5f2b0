"""A commune at work as the demonstration has it, and years of it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.blocks.identity import loading as identity
from motcua.casework.intake import loading as intake
from motcua.interfaces.cli.demonstration import world as worlds
from motcua.interfaces.cli.demonstration.plan import make_years, take_numbers
from motcua.interfaces.cli.demonstration.plan.making import dice
from motcua.interfaces.cli.demonstration.writing import Desk
from motcua.kernel import clock
from motcua.kernel.bulk import Rows, ids_of, write
from tests.casework.conftest import keys_folder, office
from tests.factories.organisation import NOW, make_officer

__all__ = ["keys_folder", "office"]

OFFICERS = (
    ("tiepnhan", "receptionist", "Phạm Thị Dung", "centre"),
    ("thuphi", "cashier", "Đỗ Thị Hằng", "centre"),
    ("traketqua", "return_desk", "Lê Thị Mai", "centre"),
    ("hotich", "handler", "Đinh Văn Nơ", "leadership"),
    ("truongphong", "unit_head", "Võ Thị Thu Hà", "leadership"),
    ("vanthu", "clerk", "Trần Quốc Bảo", "centre"),
    ("phochutich", "vice_chair", "Lê Thị Kim Oanh", "leadership"),
)


@pytest.fixture
def officers(office):
    """The officers of a commune by a key that lasts."""
    return officers_of(office)


def officers_of(office) -> dict:
    """Return an officer for each role of the commune of an office."""
    made = {
        key: make_officer(office.commune.id, role, full_name=name, unit=unit,
                          **({"credential_id": "person-chair"} if role == "vice_chair" else {}))
        for key, role, name, unit in OFFICERS
    }  # fmt: skip
    return {**made, "chutich": office.chair}


class Years:
    """Years of a commune, planned and ready to be written."""

    def __init__(self, office, officers, *, seed: int, count: int, days: int) -> None:
        self.until = clock.local(NOW).replace(hour=0, minute=0)
        start = self.until - timedelta(days=days)
        self.world, self.materials = worlds.look(office.commune, officers, start, self.until)
        self.scripts = list(make_years(seed, count, self.world))
        self.seed = seed

    def keep(self, count: int) -> None:
        """Keep the first ones, and in the place of the last some joint ones that have results of other agencies."""
        joint = [one for one in self.scripts if any(order.action == "answer_part" for order in one.orders)]
        self.scripts = [*self.scripts[: count - len(joint[:4])], *joint[-4:]]

    def desk(self) -> Desk:
        """Return what is the same for every dossier, with the people made."""
        numbers = take_numbers(self.scripts, self.world.kinds, self.world.begun)
        rows = Rows(ids_of(dice(f"{self.seed}/people")))
        people = sorted({script.person.number for script in self.scripts})
        applicants = identity.persons_of(rows, people, self.world.start)
        write(rows.by_model)
        intake.forget_cached()
        return Desk(self.seed, self.materials, numbers, applicants)


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
    """The sweep of one test takes no file that another one just wrote."""
    settings.MOTCUA_FILES = tmp_path / "files"
