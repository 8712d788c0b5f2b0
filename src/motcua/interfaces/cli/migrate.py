"""`motcua migrate`: bring the tables of the database to this version."""

import argparse

from psycopg.conninfo import conninfo_to_dict

from motcua.interfaces.cli import environment, stamps
from motcua.interfaces.cli.database import Addresses, connect, database
from motcua.kernel.embedded import roles
from motcua.kernel.embedded.state import State

HELP = "Cập nhật cấu trúc cơ sở dữ liệu theo phiên bản này."


def configure(parser: argparse.ArgumentParser) -> None:
    """No options."""


def run(_arguments: argparse.Namespace) -> int:
    """Apply what is missing, as the owner role."""
    state = State.from_environment()
    environment.prepare(state, environment.mode("production"), environment.Ports())
    with database(state) as addresses:
        apply(addresses)
    return 0


def apply(addresses: Addresses) -> None:
    """Grant the application what the owner will create, migrate, and mark it done."""
    import django
    from django.core.management import call_command

    application_role = conninfo_to_dict(addresses.application).get("user")
    with connect(addresses.owner) as owner:
        if application_role and application_role != owner.info.user:
            roles.grant_defaults(owner, str(application_role))
        django.setup()
        call_command("migrate", database="owner", interactive=False, verbosity=1)
        stamps.write(owner, migrations=stamps.migrations())


def is_done(addresses: Addresses) -> bool:
    """Whether this version's migrations were applied to this very database; costs one look-up."""
    with connect(addresses.application) as connection:
        return stamps.read(connection).get("migrations") == stamps.migrations()
