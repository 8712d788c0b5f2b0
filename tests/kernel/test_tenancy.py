"""The two walls: a scope is needed, it bounds what is seen, and the database refuses the rest."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.kernel import clock, events, tenancy, walls
from motcua.kernel.actors import system
from motcua.kernel.models import Event

pytestmark = pytest.mark.django_db


class Happened:
    NAME = "Happened"
    __dataclass_fields__: dict = {}


def _record(commune: int) -> None:
    with tenancy.scope(communes=[commune]):
        events.record(
            uuid4(),
            _happened(),
            commune_id=commune,
            actor=system(commune),
            now=clock.now(),
            head=events.START,
        )


def _happened():
    from dataclasses import dataclass
    from typing import ClassVar

    @dataclass(frozen=True)
    class HappenedEvent:
        NAME: ClassVar[str] = "Happened"

    return HappenedEvent()


def test_a_query_outside_a_scope_raises():
    # A plan that reads an empty table whole asks for no scope: there is nothing to keep back.
    _record(1)
    with pytest.raises(DatabaseError, match="outside a scope"), transaction.atomic():
        Event.objects.count()


def test_a_scope_shows_its_commune_only():
    _record(1)
    _record(2)
    with tenancy.scope(communes=[1]):
        assert Event.objects.count() == 1
        assert Event.objects.filter(commune_id=2).count() == 0


def test_the_database_refuses_a_row_of_another_commune():
    with pytest.raises(DatabaseError, match="row-level security"), tenancy.scope(communes=[1]):
        events.record(uuid4(), _happened(), commune_id=2, actor=system(2), now=clock.now(), head=events.START)


def test_a_scope_may_not_widen_inside_another():
    with tenancy.scope(communes=[1]), pytest.raises(tenancy.ScopeMismatch), tenancy.scope(communes=[1, 2]):
        pass


def test_the_scope_ends_with_its_block():
    _record(1)
    with pytest.raises(DatabaseError, match="outside a scope"), transaction.atomic():
        Event.objects.count()


def test_events_cannot_be_changed_or_deleted():
    _record(1)
    for statement in ("UPDATE kernel_event SET name = 'x'", "DELETE FROM kernel_event"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            tenancy.scope(communes=[1]),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_every_tenant_table_has_its_policy():
    assert walls.missing_walls() == []
    assert len(walls.walled_models()) > 20


def test_the_tests_run_as_a_role_that_owns_nothing():
    assert walls.weak_role() is None
