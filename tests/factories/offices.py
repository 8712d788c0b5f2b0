"""Signers of a made-up office, in this process, behind the port of the signing service."""

from motcua.blocks.signatures.errors import WrongPin
from motcua.blocks.signatures.ports import Credential
from tests.factories.organisation import NOW
from tests.factories.signed_papers import InProcess

PIN = "123456"


class Signers(InProcess):
    """Credentials by user, as the signing service lists them."""

    def __init__(self, folder) -> None:
        super().__init__(folder)
        self.clock = NOW
        self.users: dict[str, list[Credential]] = {}

    def add(self, user: str, name: str, kind: str) -> None:
        # One key a name, whoever holds it: each test has a commune of its own, and keys are slow to make.
        made = self.credential(user=name, kind=kind, common_name=name, organisation="UBND", title="")
        self.users.setdefault(user, []).append(made)

    def list_credentials(self, user: str) -> tuple[Credential, ...]:
        return tuple(self.users.get(user, ()))

    def authorise(self, credential_id: str, pin: str, count: int, description: str) -> str:
        if pin != PIN:
            raise WrongPin
        return super().authorise(credential_id, pin, count, description)
