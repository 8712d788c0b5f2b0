"""The examination after the kills finds each kind of damage; without that, its zeros would say nothing."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
import time_machine
from django.conf import settings
from psycopg.conninfo import make_conninfo

from bench.trust.examine import _whole_installation, examine
from bench.trust.ledger import Ledger
from motcua.blocks.signatures.api import TrustList
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import clock, ports
from tests.casework.birth import fill
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS
from tests.conftest import OWNER
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db(transaction=True, databases=["default", "owner"]), pytest.mark.slow]


@pytest.fixture
def scene(office, tmp_path, settings):
    settings.MOTCUA_SEALS, settings.MOTCUA_FILES = tmp_path / "seals", tmp_path / "files"
    ports.provide(TrustList, office.signers.trust)
    with time_machine.travel(NOW, tick=True):
        yield office, issued(office)


def issued(office) -> Ledger:
    """Lead a dossier to its issued result, and note what a client would have been told."""
    ledger = Ledger()
    # The jobs read the clock; everything else keeps its time here.
    now = office.signers.clock = clock.now()
    draft = fill(office.citizen, office.commune.id, now)
    dossier = intake.submit_draft(office.citizen, draft.id, commune_id=office.commune.id, now=now)
    ledger.offered.add(draft.id)
    ledger.submission(draft.id, dossier.id)
    day = clock.local_date(now)
    boxes = {f"0-registered_on-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}
    fields = {**RESULT_FIELDS, **boxes}
    acts = {
        "accept": (office.receptionist, intake.accept_dossier),
        "propose": (office.handler, lambda call: intake.propose_result(call, fields)),
        "approve": (office.chair, lambda call: decisions.approve_result(call, PIN)),
        "issue": (office.clerk, lambda call: decisions.issue_result(call, PIN)),
    }
    for action, (actor, act) in acts.items():
        key = uuid4()
        act(dossiers.Call(actor, dossier.id, dossiers.Action(action), clock.now(), action_key=key))
        run_effects(office.commune.id)
        ledger.action(dossier.id, action, key)
    return ledger


def look(scene):
    office, ledger = scene
    return examine(office.commune.id, list(office.citizen.applicants), ledger)


def test_an_undamaged_installation_shows_nothing(scene):
    found = look(scene)
    assert (found.lost, found.doubled, found.half) == ([], [], [])


DAMAGE = {
    "an event is gone": ("lost", "DELETE FROM kernel_event WHERE name = 'DossierAccepted'"),
    "an event was changed": ("half", "UPDATE kernel_event SET payload = '{}' WHERE name = 'ResultProposed'"),
    "the last event is gone": ("half", "DELETE FROM kernel_event WHERE name = 'ResultIssued'"),
    "the history is gone": ("half", "DELETE FROM dossiers_historyentry WHERE action = 'accept'"),
    "the public face is behind": ("half", "UPDATE dossiers_publicprogress SET business_state = 1"),
    "the public face is gone": ("half", "DELETE FROM dossiers_publicprogress"),
    "the answers are gone": ("half", "DELETE FROM intake_answerversion"),
    "the papers are gone": ("half", "DELETE FROM intake_paper"),
    "the first step is gone": ("half", "DELETE FROM dossiers_step WHERE key = 'intake'"),
    "no step is open": ("half", "UPDATE dossiers_step SET ended_at = now()"),
    "an effect was never carried out": (
        "half",
        "DELETE FROM kernel_effectrun WHERE handler = 'notices.form_01'",
    ),
    "an effect failed": (
        "half",
        "UPDATE kernel_effectrun SET state = 'failed' WHERE handler = 'notices.form_01'",
    ),
    "the code is gone": ("half", "UPDATE dossiers_dossier SET code = NULL"),
    "a code was left out": ("half", "UPDATE dossiers_codecounter SET next_number = next_number + 1"),
    "a number was left out": ("half", "UPDATE decisions_numberbook SET next_number = next_number + 1"),
    "the draft knows of no dossier": ("half", "UPDATE intake_draft SET submitted_dossier_id = NULL"),
    "the signature is gone": ("lost", "UPDATE decisions_decision SET signed_file_id = NULL"),
    "the order of the signature is gone": (
        "lost",
        "DELETE FROM decisions_signingorder WHERE kind = 'person'",
    ),
    "an event tells of no dossier": (
        "half",
        "UPDATE kernel_event SET stream_id = gen_random_uuid() WHERE name = 'DossierSubmitted'",
    ),
    "an event happened twice": (
        "doubled",
        "UPDATE kernel_event SET name = 'DossierAccepted' WHERE name = 'ResultProposed'",
    ),
}


def owner() -> psycopg.Connection:
    return psycopg.connect(
        make_conninfo(os.environ[OWNER], dbname=os.environ["MOTCUA_TEST_NAME"]), autocommit=True
    )


@contextmanager
def damaged(statement: str) -> Iterator[None]:
    """Do the damage as the owner of the tables, and undo it."""
    table = re.match(r"(?:UPDATE|DELETE FROM) (\w+)", statement)[1]
    with owner() as connection:
        connection.execute(f"CREATE TEMP TABLE kept AS TABLE {table}")
        assert connection.execute(statement).rowcount > 0, "the planted damage has to touch a row"
        yield
        with connection.transaction():
            connection.execute("SET CONSTRAINTS ALL DEFERRED")
            connection.execute(f"DELETE FROM {table}")
            connection.execute(f"INSERT INTO {table} SELECT * FROM kept")
        connection.execute("DROP TABLE kept")


def test_each_kind_of_damage_is_found(scene, subtests):
    for what, (kind, statement) in DAMAGE.items():
        with subtests.test(what), damaged(statement):
            assert getattr(look(scene), kind), what
    assert look(scene).count == 0, "not all of it was undone"


def test_a_file_without_its_bytes_is_found(scene):
    blobs = [
        path for path in Path(settings.MOTCUA_FILES).rglob("*") if path.is_file() and "commune" in str(path)
    ]
    for blob in blobs:
        content = blob.read_bytes()
        blob.write_bytes(content[:-1])
        assert any("wrong bytes" in line for line in _whole_installation(scene[0].commune.id))
        blob.write_bytes(content)
    blobs[0].unlink()
    assert any("no bytes" in line for line in _whole_installation(scene[0].commune.id))


def test_what_the_clients_know_and_the_product_does_not_is_lost(scene):
    ledger = scene[1]
    [dossier] = ledger.submitted.values()
    ledger.submission(uuid4(), uuid4())
    assert len(look(scene).lost) == 1
    ledger.action(dossier, "accept", UUID(int=7))
    assert len(look(scene).lost) == 2


def test_two_answers_to_one_submission_are_strange():
    ledger, draft = Ledger(), uuid4()
    ledger.submission(draft, UUID(int=1))
    ledger.submission(draft, UUID(int=1))
    assert ledger.strange == []
    ledger.submission(draft, UUID(int=2))
    assert len(ledger.strange) == 1
