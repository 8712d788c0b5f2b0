"""A commune at work: its people, its catalogue, and signers in this process."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from motcua.blocks.organisation.api import CommuneInfo
from motcua.blocks.signatures.ports import SigningService, Timestamper
from motcua.casework.decisions import api as decisions
from motcua.kernel import ports
from motcua.kernel.actors import Actor
from tests.factories.offices import Signers
from tests.factories.organisation import make_citizen, make_commune, make_officer


@dataclass(frozen=True)
class Office:
    """One commune, a citizen, and an officer for each role of the process."""

    commune: CommuneInfo
    citizen: Actor
    receptionist: Actor
    handler: Actor
    chair: Actor
    clerk: Actor
    desk: Actor
    signers: Signers


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One test authority for the run: making its keys is slow."""
    return tmp_path_factory.mktemp("authority")


@pytest.fixture
def office(db: None, keys_folder: Path, request: pytest.FixtureRequest) -> Iterator[Office]:
    signers = Signers(keys_folder)
    commune = make_commune(name=getattr(request.module, "COMMUNE_NAME", "Ba Tô"), identifier="H48.53.01")
    signers.add("person-chair", "Nguyễn Tấn Phát", "person")
    signers.add(decisions.agency_user(commune.code), "Ủy ban nhân dân xã Ba Tô", "agency")
    ports.provide(SigningService, lambda: signers)
    ports.provide(Timestamper, lambda: signers)
    yield Office(
        commune=commune,
        citizen=make_citizen(commune.id),
        receptionist=make_officer(commune.id, "receptionist"),
        handler=make_officer(commune.id, "handler", full_name="Đinh Văn Nơ"),
        chair=make_officer(
            commune.id, "chair", full_name="Nguyễn Tấn Phát", unit="leadership", credential_id="person-chair"
        ),
        clerk=make_officer(commune.id, "clerk", full_name="Trần Quốc Bảo"),
        desk=make_officer(commune.id, "return_desk", full_name="Lê Thị Mai"),
        signers=signers,
    )
