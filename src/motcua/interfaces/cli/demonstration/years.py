"""Years of dossiers for the demonstration commune: planned once, written by several processes at once.

A run that broke off goes on where it stopped: each part is written whole or not at all, and the same years give the
same ids.
"""

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import connections

from motcua.blocks.audit import api as audit
from motcua.blocks.audit.loading import write_sealed
from motcua.blocks.identity import loading as identity
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import loading as payments
from motcua.casework.decisions import loading as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers import loading as dossier_rows
from motcua.casework.intake import loading as intake
from motcua.interfaces.cli.demonstration import world as worlds
from motcua.interfaces.cli.demonstration.plan import Numbers, Script, make_years, take_numbers
from motcua.interfaces.cli.demonstration.plan.making import dice
from motcua.interfaces.cli.demonstration.writing import Desk, first_id, rows_of
from motcua.kernel.actors import Actor, system
from motcua.kernel.bulk import Rows, ids_of, write

PART = 250


@dataclass(frozen=True)
class Wanted:
    """Which years: how many dossiers, of how many years that end at `until`, drawn by `seed`."""

    count: int
    years: int
    seed: int
    until: datetime


# What the processes that write inherit.
_desk: Desk | None = None


def fill(
    commune: organisation.CommuneInfo, officers: dict[str, Actor], wanted: Wanted, workers: int
) -> Iterator[int]:
    """Write the years and yield how many dossiers are there; the last thing is the seal over what the parts left."""
    global _desk
    start = worlds.years_before(wanted.until, wanted.years)
    organisation.load_national_days(range(start.year - 1, wanted.until.year + 3))
    organisation.forget_cached()
    intake.forget_cached()
    world, materials = worlds.look(commune, officers, start, wanted.until)
    scripts = list(make_years(wanted.seed, wanted.count, world))
    numbers = take_numbers(scripts, world.kinds, world.begun)
    _desk = Desk(wanted.seed, materials, numbers, _applicants(scripts, wanted))
    parts = [scripts[at : at + PART] for at in range(0, len(scripts), PART)]
    missing = [part for part in parts if not _written(commune.id, part[0], wanted.seed)]
    write_part = partial(_write_part, wanted.until)
    for place, done in enumerate(_write(missing, len(scripts) - sum(map(len, missing)), workers, write_part)):
        if place == 0:
            # The checks of keys were planned for empty tables. Told what there is, every connection plans them anew.
            _analyse()
        yield done
    _keep_books(commune.id, numbers)
    _analyse()
    audit.seal_all(commune.id, wanted.until)


def _applicants(scripts: Sequence[Script], wanted: Wanted) -> dict[str, UUID]:
    rows = Rows(ids_of(dice(f"{wanted.seed}/people")))
    people = sorted({script.person.number for script in scripts})
    applicants = identity.persons_of(rows, people, wanted.until)
    write(rows.by_model)
    return applicants


def _written(commune_id: int, script: Script, seed: int) -> bool:
    try:
        dossiers.get_dossier(system(commune_id), first_id(script, seed))
    except dossiers.DossierNotFound:
        return False
    return True


def _write(
    parts: list[list[Script]], done: int, workers: int, write_part: Callable[[list[Script]], int]
) -> Iterator[int]:
    if workers < 2:
        for part in parts:
            done += write_part(part)
            yield done
        return
    # Connections are not shared between processes.
    connections.close_all()
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        for future in as_completed([pool.submit(write_part, part) for part in parts]):
            done += future.result()
            yield done


def _write_part(until: datetime, part: list[Script]) -> int:
    """Write the dossiers of a part in one transaction, and a seal over their events."""
    assert _desk is not None
    # So many rows live until they are written and die together: looking for cycles among them only takes time.
    gc.disable()
    try:
        write_sealed(_desk.materials.commune.id, rows_of(part, _desk), until)
    finally:
        gc.enable()
    return len(part)


def _keep_books(commune_id: int, numbers: Numbers) -> None:
    for keep in (dossier_rows.keep_books, decisions.keep_books, payments.keep_books):
        keep(commune_id, numbers.books)


def _analyse() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
