"""Citizens with a browser, logged in at the portal of one commune."""

from django.test import Client

from bench.machine.commune import make_actor, settle
from motcua.blocks.identity import api as identity

CITIZENS = 12


def browsers() -> list[Client]:
    """Return a browser for each citizen."""
    commune = settle()
    made = []
    for number in range(CITIZENS):
        client = Client(headers={"host": "localhost"})
        account = identity.Account.objects.get(id=make_actor(commune, number).account_id)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        made.append(client)
    return made
