"""The installation a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager

from motcua.interfaces.cli import environment
from motcua.interfaces.cli.database import database
from motcua.kernel.embedded.state import State


@contextmanager
def opened() -> Iterator[None]:
    """Have the product loaded and its database at hand. Raises StartRefused when none can be had."""
    state = State.from_environment()
    environment.prepare(state, environment.mode("production"), environment.Ports())
    with database(state):
        import django

        django.setup()
        yield
