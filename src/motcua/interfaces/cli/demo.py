"""`motcua demo`: fill an installation with the data of the demonstration commune, and with years of its dossiers."""

import argparse
import json
import os
import time
from datetime import datetime
from typing import Any

import psycopg

from motcua.interfaces.cli import environment, migrate, stamps
from motcua.interfaces.cli.database import Addresses, connect, database
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

HELP = "Nạp dữ liệu trình diễn (xã mẫu, cán bộ mẫu); không dùng cho hệ thống thật."


MOST = 1_000_000
MOST_YEARS = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """Which years of dossiers; none as a rule."""
    parser.add_argument(
        "--dossiers",
        type=int,
        default=0,
        metavar="SỐ",
        help="số hồ sơ trình diễn; 0: chỉ xã mẫu và cán bộ mẫu",
    )
    parser.add_argument(
        "--years",
        type=int,
        default=2,
        metavar="NĂM",
        help="hồ sơ trải trên mấy năm, đến hết hôm qua (mặc định 2)",
    )
    parser.add_argument(
        "--seed", type=int, default=1, metavar="SỐ", help="cùng số này thì cùng hồ sơ (mặc định 1)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Fill the database; safe to repeat.

    Raises:
        StartRefused: the installation is in production mode, the numbers make no sense, or other years are there.
    """
    if not 0 <= arguments.dossiers <= MOST or not 1 <= arguments.years <= MOST_YEARS:
        raise StartRefused(
            f"--dossiers từ 0 đến {MOST}, --years từ 1 đến {MOST_YEARS}: hãy sửa lại rồi chạy lại lệnh."
        )
    state = State.from_environment()
    current = environment.mode("demo")
    if current == "production":
        raise StartRefused("Không nạp dữ liệu trình diễn vào hệ thống thật (MOTCUA_MODE=production).")
    environment.prepare(state, current, environment.Ports(environment.port_from_environment()))
    with database(state) as addresses:
        if arguments.dossiers and not migrate.is_done(addresses):
            migrate.apply(addresses)
        whole = fill(state, arguments.years if arguments.dossiers else 0)
        with connect(addresses.owner) as owner:
            if whole:
                stamps.write(owner, demo=stamps.demonstration())
            if arguments.dossiers:
                _fill_years(arguments, owner)
    return 0


def _fill_years(arguments: argparse.Namespace, owner: psycopg.Connection[Any]) -> None:
    """Write years of dossiers; broken off, the same command goes on. Raises StartRefused for other years."""
    from motcua.interfaces.cli.demonstration import commune, years
    from motcua.kernel import clock

    asked = {"dossiers": arguments.dossiers, "years": arguments.years, "seed": arguments.seed}
    known = json.loads(stamps.read(owner).get("years", "{}"))
    if known and {name: known[name] for name in asked} != asked:
        raise StartRefused(
            f"Đã có {known['dossiers']} hồ sơ trình diễn của {known['years']} năm (số {known['seed']}). Muốn có bộ"
            " khác, hãy dùng một thư mục dữ liệu mới (MOTCUA_VAR)."
        )
    if known.get("done"):
        print(f"Đã có {known['dossiers']} hồ sơ trình diễn từ trước, không thêm nữa.")
        return
    midnight = clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    until = datetime.fromisoformat(known["until"]) if known else midnight
    told = {**asked, "until": until.isoformat()}
    stamps.write(owner, years=json.dumps(told))
    wanted = years.Wanted(arguments.dossiers, arguments.years, arguments.seed, until)
    here, officers = commune.at_work(until)
    begun, said = time.monotonic(), 0.0
    for done in years.fill(here, officers, wanted, workers=min(os.cpu_count() or 1, 4)):
        if time.monotonic() - said > 1:
            said = time.monotonic()
            print(f"  {done}/{wanted.count} hồ sơ, {said - begun:.0f} giây", flush=True)
    stamps.write(owner, years=json.dumps({**told, "done": True}))
    print(f"Đã có {wanted.count} hồ sơ của {wanted.years} năm, trong {time.monotonic() - begun:.0f} giây.")


def fill(state: State, years: int = 0) -> bool:
    """Create the demonstration commune and write how to enter as each person.

    `years`: since how many years it is to be there at least. Tells whether it is whole: where years are asked for and
    the signing sandbox does not run, the signatures are registered at the next `motcua up`.
    """
    import django

    django.setup()
    import requests
    from django.conf import settings

    from motcua.interfaces.cli.demonstration import commune
    from motcua.interfaces.cli.demonstration.world import years_before
    from motcua.kernel import clock

    now = clock.now()
    here = commune.build(now, min(commune.FOUNDED, years_before(clock.local(now), years).date()))
    try:
        commune.register_signatures(here)
    except requests.ConnectionError:
        if not years:
            raise
        return False
    state.demo.mkdir(parents=True, exist_ok=True)
    text = commune.people_text(settings.MOTCUA_BASE_URL)
    (state.demo / "people.txt").write_text(text, encoding="utf-8")
    return True


def is_done(addresses: Addresses) -> bool:
    """Whether this version's demonstration data are in this very database."""
    with connect(addresses.application) as connection:
        return stamps.read(connection).get("demo") == stamps.demonstration()


def refuse_in_production(addresses: Addresses) -> None:
    """Keep known passwords out of production.

    Raises:
        StartRefused: the database was filled by the demonstration.
    """
    with connect(addresses.application) as connection:
        if "demo" in stamps.read(connection):
            raise StartRefused(
                "Cơ sở dữ liệu này chứa dữ liệu trình diễn với mật khẩu ai cũng biết: "
                "hãy dùng một thư mục dữ liệu mới (MOTCUA_VAR) hoặc một cơ sở dữ liệu mới cho hệ thống thật."
            )
