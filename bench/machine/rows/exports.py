"""Row 12: what a process keeps in memory that exports 50,000 dossiers to a spreadsheet, and what it tells meanwhile."""

import subprocess
import sys
import time
from uuid import UUID, uuid4

from bench.machine.progress import say
from bench.machine.run import Run
from bench.report import scaled
from motcua.casework.books.models import Export
from motcua.kernel import clock, tenancy

FULL, GOAL_MIB = 50_000, 200
_YEAR = 2025
_ENTER = """
UPDATE dossiers_dossier SET book_year = %(year)s, book_entry = counted.entry
FROM (
    SELECT id, row_number() OVER (ORDER BY submitted_at, id) AS entry FROM dossiers_dossier
    WHERE commune_id = %(commune)s LIMIT %(count)s
) AS counted
WHERE counted.id = dossiers_dossier.id AND book_entry IS NULL
"""
# What the worker does; told at the end: what it kept before and at most, in KiB. The peak of the kernel's own
# accounting (ru_maxrss) would be that of the parent, which a child inherits.
_CHILD = """
import re, sys
from pathlib import Path
from uuid import UUID
import django
django.setup()
from motcua.casework.books.use_cases.make_export import make_export
from motcua.kernel import clock
def peak():
    return re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
bare = peak()
assert make_export(int(sys.argv[1]), UUID(sys.argv[2]), now=clock.now())
print(bare, peak())
"""


def measure(run: Run) -> None:
    """Export in a process of its own, and read its progress as the page does."""
    count = scaled(FULL, least=1_000)
    with run.stage.owner() as owner:
        owner.execute(_ENTER, {"year": _YEAR, "commune": run.stage.commune_id, "count": count})
    with tenancy.scope(communes=[run.stage.commune_id]):
        export = Export.objects.create(
            commune_id=run.stage.commune_id,
            asked_by_id=uuid4(),
            asked_at=clock.now(),
            year=_YEAR,
            total=count,
        )
    begun = time.monotonic()
    arguments = [sys.executable, "-c", _CHILD, str(run.stage.commune_id), str(export.id)]
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    seen = _watch(child, run.stage.commune_id, export.id)
    said, _ = child.communicate()
    seconds = time.monotonic() - begun
    if child.returncode:
        raise RuntimeError("the export failed")
    bare, most = (int(part) / 1024 for part in said.split())
    made = max(seen)
    say(f"exported {made:,} dossiers in {seconds:.0f} s, {len(seen)} steps of progress seen")
    run.report.add(
        "12",
        f"memory of a process that exports {made:,} dossiers",
        round(most),
        "MiB (RSS, peak)",
        bar=f"< {GOAL_MIB} MiB, progress seen",
        holds=most < GOAL_MIB and made == count and len(seen) > 2,
        reference=f"before the export {bare:.0f} MiB; {seconds:.0f} s, {len(seen)} steps of progress",
    )


def _watch(child: "subprocess.Popen[str]", commune_id: int, export_id: UUID) -> set[int]:
    """Return every progress that a page would have shown until the process ended."""
    seen: set[int] = set()
    ended = False
    while not ended:
        ended = child.poll() is not None
        with tenancy.scope(communes=[commune_id]):
            seen.update(Export.objects.filter(id=export_id).values_list("done", flat=True))
        time.sleep(0.2)
    return seen
