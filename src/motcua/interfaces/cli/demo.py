"""`motcua demo`: fill an installation with the data of the demonstration commune."""

import argparse

from motcua.interfaces.cli import environment, stamps
from motcua.interfaces.cli.database import Addresses, connect, database
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

HELP = "Nạp dữ liệu trình diễn (xã mẫu, cán bộ mẫu); không dùng cho hệ thống thật."


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(_arguments: argparse.Namespace) -> int:
    """Fill the database; safe to repeat.

    Raises:
        StartRefused: the installation is in production mode.
    """
    state = State.from_environment()
    current = environment.mode("demo")
    if current == "production":
        raise StartRefused("Không nạp dữ liệu trình diễn vào hệ thống thật (MOTCUA_MODE=production).")
    environment.prepare(state, current, environment.Ports(environment.port_from_environment()))
    with database(state) as addresses:
        fill(state)
        with connect(addresses.owner) as owner:
            stamps.write(owner, demo=stamps.demonstration())
    return 0


def fill(state: State) -> None:
    """Create the demonstration commune and write how to enter as each person."""
    import django

    django.setup()
    from django.conf import settings

    from motcua.interfaces.cli.demonstration import commune as demonstration
    from motcua.kernel import clock

    demonstration.build(clock.now())
    state.demo.mkdir(parents=True, exist_ok=True)
    text = demonstration.people_text(settings.MOTCUA_BASE_URL)
    (state.demo / "people.txt").write_text(text, encoding="utf-8")


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
