"""Two walls between communes: the scope of the application, and row-level security beneath it.

A tenant row is read or written only inside `scope()`, which opens the transaction and tells the database
whose rows may be touched. Outside a scope the database raises: an empty answer would hide the fault.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, ClassVar, Literal
from uuid import UUID

from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

from motcua.kernel.identifiers import new_id

Wall = Literal["commune", "commune_or_applicant", "applicant", "public", "letterbox"]


class ScopeMismatch(RuntimeError):
    """A scope was asked for inside another that does not contain it."""


@dataclass(frozen=True)
class Scope:
    """Whose rows may be touched: communes, applicants, and communes whose public projections are read."""

    communes: frozenset[int]
    applicants: frozenset[UUID]
    public: frozenset[int]

    def within(self, other: "Scope") -> bool:
        return (
            self.communes <= other.communes
            and self.applicants <= other.applicants
            and self.public <= other.public | other.communes
        )


_current: ContextVar[Scope | None] = ContextVar("motcua_scope", default=None)


def _tell(scoped: str, wanted: Scope | None) -> None:
    def braces(values: Iterable[Any]) -> str:
        return "{" + ",".join(str(v) for v in sorted(values, key=str)) + "}"

    empty: frozenset[int] = frozenset()
    sets = (wanted.communes, wanted.applicants, wanted.public) if wanted else (empty, empty, empty)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('motcua.scoped', %s, true), set_config('motcua.communes', %s, true),"
            " set_config('motcua.applicants', %s, true), set_config('motcua.public', %s, true)",
            [scoped, *map(braces, sets)],
        )


@contextmanager
def scope(
    *, communes: Iterable[int] = (), applicants: Iterable[UUID] = (), public: Iterable[int] = ()
) -> Iterator[None]:
    """Open the transaction of a use case and the view on these rows only.

    Nested scopes must lie within the outer one (ScopeMismatch otherwise) and share its transaction.
    """
    wanted = Scope(frozenset(communes), frozenset(applicants), frozenset(public))
    outer = _current.get()
    if outer is not None:
        if not wanted.within(outer):
            raise ScopeMismatch(f"{wanted} is not within {outer}")
        yield
        return
    token = _current.set(wanted)
    try:
        with transaction.atomic(durable=True):
            _tell("yes", wanted)
            yield
            _forget_in_tests()
    finally:
        _current.reset(token)


def _forget_in_tests() -> None:
    # The settings end with the transaction. Under a test's own transaction they would outlive the scope.
    if len(connection.savepoint_ids) > 0:
        _tell("", None)


def in_scope() -> bool:
    """Tell whether the caller is inside a scope."""
    return _current.get() is not None


class Walled(models.Model):
    """A table behind the wall. `wall` says which setting opens its rows; see `walls`."""

    wall: ClassVar[Wall] = "commune"
    append_only: ClassVar[bool] = False
    # Columns the application may still change in an append-only table.
    mutable_columns: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True


class TenantModel(Walled):
    """A row that belongs to a commune."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    commune_id = models.IntegerField(editable=False)

    class Meta:
        abstract = True


class ApplicantModel(Walled):
    """A row that belongs to an applicant before any commune owns it (a draft, a profile)."""

    wall: ClassVar[Wall] = "applicant"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    applicant_id = models.UUIDField(editable=False)

    class Meta:
        abstract = True


class TenantKey(models.BaseConstraint):
    """A foreign key (commune_id, column) -> (commune_id, id): it cannot cross the wall."""

    def __init__(self, *, column: str, to: str, name: str) -> None:
        super().__init__(name=name)
        self.column, self.to = column, to

    def _statement(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> Statement:
        quote = editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (commune_id, %(column)s)"
            " REFERENCES %(target)s (commune_id, id) DEFERRABLE INITIALLY IMMEDIATE",
            table=Table(model._meta.db_table, quote),
            # By Django's naming rule: the model may stand later in the same migration.
            target=Table(self.to.replace(".", "_").lower(), quote),
            name=quote(self.name),
            column=quote(self.column),
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        # Added after the table exists, as a deferred statement: the referenced table may come later.
        schema_editor.deferred_sql.append(self._statement(model, schema_editor))
        return None

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._statement(model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        quote = schema_editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=Table(model._meta.db_table, quote),
            name=quote(self.name),
        )

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        # The database decides; a look-up here would cost a statement and decide nothing.
        return None

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "column": self.column, "to": self.to}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantKey) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)
