"""`python -m bench.crawl FILE...`: import the files into an empty installation and hand in every procedure.

Only records that a commune takes in are walked (desk ubnd or police). `--others FILE` imports more for noise in
the search; `--limit N` walks the first N; `--json` prints the report for another program.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any


def main() -> int:
    """Run; exit code 1 when any procedure failed."""
    parser = argparse.ArgumentParser(prog="bench.crawl", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--others", nargs="*", type=Path, default=[])
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument(
        "--handwritten", action="store_true", help="publish procedures/ first; these are not walked"
    )
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="motcua-crawl-") as folder:
        return _crawl(arguments, Path(folder))


def _crawl(arguments: argparse.Namespace, folder: Path) -> int:
    from motcua.kernel.embedded.testing import throwaway_server

    with throwaway_server() as urls:
        os.environ.update(
            MOTCUA_VAR=str(folder),
            MOTCUA_MODE="test",
            DATABASE_URL=urls.application,
            MOTCUA_OWNER_URL=urls.owner,
        )
        _prepare(urls, folder)
        report = _walk_all(arguments)
    if arguments.json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
    else:
        _print(report)
    return 1 if report["failed"] else 0


def _prepare(urls: Any, folder: Path) -> None:
    from motcua.interfaces.cli import environment, migrate
    from motcua.interfaces.cli.database import Addresses
    from motcua.kernel.embedded.state import State

    environment.prepare(State(folder), "test", environment.Ports())
    with redirect_stdout(sys.stderr):
        migrate.apply(Addresses(urls.application, urls.owner, embedded=True))
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def _walk_all(arguments: argparse.Namespace) -> dict[str, Any]:
    from django.conf import settings

    from bench.crawl.people import browsers
    from bench.crawl.walk import Failed, walk
    from motcua.casework.catalogue import api as catalogue
    from motcua.kernel import clock

    now = clock.now()
    if arguments.handwritten:
        catalogue.publish_all(Path(settings.MOTCUA_PROCEDURES), now=now)
    plan = catalogue.plan_import(
        [catalogue.read_file(path) for path in [*arguments.files, *arguments.others]], clock.local_date(now)
    )
    catalogue.apply_import(plan, now=now)
    wanted = [
        one for one in catalogue.list_summaries(clock.local_date(now)) if one.filed_here and one.handled_by
    ]
    codes = {one.code for one in plan.changes}
    wanted = [one for one in wanted if one.code in codes][: arguments.limit or None]
    walked, failed, begun = [], [], time.monotonic()
    crowd = browsers()
    for number, one in enumerate(wanted, start=1):
        try:
            walked.append(walk(crowd[number % len(crowd)], one.code, one.name))
        except Failed as why:
            failed.append({"code": one.code, "name": one.name, "why": str(why)})
        print(f"{number}/{len(wanted)} {one.code}", file=sys.stderr, flush=True)
    return {
        "imported": len(plan.changes),
        "refused": [vars(one) for one in plan.refused],
        "wanted": len(wanted),
        "handed_in": len(walked),
        "failed": failed,
        "first_in_search": sum(one.found_at == 1 for one in walked),
        "seconds": round(time.monotonic() - begun, 1),
        "walked": [vars(one) for one in walked],
    }


def _print(report: dict[str, Any]) -> None:
    print(
        f"{report['imported']} imported, {len(report['refused'])} refused; {report['handed_in']} of"
        f" {report['wanted']} handed in, {report['first_in_search']} found in first place, {report['seconds']} s"
    )
    for one in report["failed"]:
        print(f"  {one['code']} {one['name'][:70]}: {one['why']}")


if __name__ == "__main__":
    sys.exit(main())
