"""One throw-away PostgreSQL for the whole run, given by its address; each worker has a database of its own.

The database is created by the owner; the tests run as the application role, behind the walls.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg.conninfo import conninfo_to_dict, make_conninfo

# How long an example takes says more about the machine than about the product.
settings.register_profile("motcua", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("motcua")

APPLICATION, OWNER = "MOTCUA_TEST_DATABASE", "MOTCUA_TEST_OWNER"


def pytest_configure(config: pytest.Config) -> None:
    """Start the server in the controlling process; workers inherit its addresses."""
    if not config.pluginmanager.hasplugin("django") or hasattr(config, "workerinput"):
        return
    from motcua.kernel.embedded.testing import throwaway_server

    server = throwaway_server(int(os.environ.get("MOTCUA_TEST_POSTGRES", "18")))
    urls = server.__enter__()
    config.add_cleanup(lambda: server.__exit__(None, None, None))
    os.environ[APPLICATION], os.environ[OWNER] = urls.application, urls.owner


def _point(alias: str, url: str, name: str) -> None:
    from django.db import connections

    parts = conninfo_to_dict(url)
    connections[alias].close()
    connections[alias].settings_dict.update(
        NAME=name, USER=parts["user"], PASSWORD=parts["password"], HOST=parts["host"], PORT=parts["port"]
    )


def _ensure_template(maintenance: psycopg.Connection[Any], template: str) -> None:
    from django.core.management import call_command

    if maintenance.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone():
        return
    maintenance.execute(f"CREATE DATABASE {template}_making")
    _point("owner", os.environ[OWNER], f"{template}_making")
    call_command("migrate", database="owner", verbosity=0)
    _point("default", os.environ[APPLICATION], f"{template}_making")
    _publish_reference_data()
    from django.db import connections

    connections.close_all()
    maintenance.execute(f"ALTER DATABASE {template}_making RENAME TO {template}")


# Data of every installation, the same for all tests: procedures, roles, days off.
REFERENCE_TABLES = (
    "catalogue_procedure", "catalogue_procedureversion", "identity_role", "organisation_nationalday",
)  # fmt: skip


def _publish_reference_data() -> None:
    from datetime import UTC, datetime
    from pathlib import Path

    from django.conf import settings

    from motcua.blocks.identity import api as identity
    from motcua.blocks.organisation import api as organisation
    from motcua.casework.catalogue import api as catalogue

    identity.load_roles()
    organisation.load_national_days(range(2025, 2029))
    catalogue.publish_all(Path(settings.MOTCUA_PROCEDURES), now=datetime(2026, 11, 23, tzinfo=UTC))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    template, name = "motcua_template", f"test_{re.sub(r'[^a-z0-9]', '', worker)}"
    with django_db_blocker.unblock():
        with psycopg.connect(os.environ[OWNER], autocommit=True) as maintenance:
            maintenance.execute("SELECT pg_advisory_lock(77)")
            _ensure_template(maintenance, template)
            maintenance.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        _point("default", os.environ[APPLICATION], name)
        _point("owner", os.environ[OWNER], name)
    os.environ["MOTCUA_TEST_NAME"] = name
    yield
    with django_db_blocker.unblock():
        from django.db import connections

        connections.close_all()


@pytest.fixture(scope="session", autouse=True)
def _without_waiting_for_the_disk() -> Iterator[None]:
    """Tests have nothing to lose at a power cut; that a process is killed takes nothing that was written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _descriptor: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _a_file_is_looked_into_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """The same photo is laid to many a dossier, and a child process looks into each anew: here once for all tests.

    What is about that child (tests/blocks/documents) asks it itself.
    """
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return
    from motcua.blocks.documents.inspection import checking

    known: dict[tuple[str, bytes], Any] = {}

    def ask(task: dict[str, Any], data: bytes) -> Any:
        key = json.dumps(task, sort_keys=True), hashlib.sha256(data).digest()
        if key not in known:
            known[key] = really(task, data)
        return known[key]

    really = checking.ask
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checking, "ask", ask)
        yield


def _truncate_as_owner(case: Any) -> None:
    """Empty every table that holds rows after a test with real transactions; the application role may not."""
    with psycopg.connect(
        make_conninfo(os.environ[OWNER], dbname=os.environ["MOTCUA_TEST_NAME"]), autocommit=True
    ) as owner:
        rows = owner.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relkind = 'r' AND pg_relation_size(oid) > 0 AND relname <> 'django_migrations'"
            " AND relname <> ALL (%s)",
            [list(REFERENCE_TABLES)],
        ).fetchall()
        if rows:
            owner.execute(f"TRUNCATE {', '.join(row[0] for row in rows)} RESTART IDENTITY CASCADE")


@pytest.fixture(scope="session", autouse=True)
def _flush_as_owner(request: pytest.FixtureRequest) -> Iterator[None]:
    if not request.config.pluginmanager.hasplugin("django"):
        yield
        return
    from django.test import TransactionTestCase

    patch = pytest.MonkeyPatch()
    # TestCase keeps its own teardown (rollback): only the class with real transactions is changed.
    patch.setattr(TransactionTestCase, "_fixture_teardown", _truncate_as_owner)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _forget_cached(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a process remembers of communes, calendars and procedures does not pass from one test to the next."""
    yield
    if request.config.pluginmanager.hasplugin("django"):
        from motcua.blocks.organisation import api as organisation
        from motcua.casework.catalogue import api as catalogue

        organisation.forget_cached()
        catalogue.forget_cached()


@pytest.fixture(autouse=True)
def _keys(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give the sealing of personal data a keyring, also to tests without Django."""
    from motcua.kernel import sealing

    if not request.config.pluginmanager.hasplugin("django"):
        store = sealing.KeyStore(tmp_path_factory.getbasetemp() / "keyring.json")
        store.create()
        sealing.use(store)
