"""The register of personal data: what is kept where, why, on which basis, for how long."""

from dataclasses import dataclass

from motcua.kernel import personal
from motcua.kernel.fields import SealedTextField


@dataclass(frozen=True)
class Declaration:
    """One field of the register. `klass` is basic or sensitive; `sealed` fields are encrypted in the database."""

    table: str
    field: str
    klass: str
    purpose: str
    basis: str
    retention: str
    sealed: bool


def list_declarations() -> list[Declaration]:
    """Return the register, by table and field. Legal basis: Law 91/2025/QH15; Decree 356/2025."""
    return sorted(
        (
            Declaration(
                model._meta.db_table, name, said.klass.value, said.purpose, said.basis, said.retention,
                isinstance(model._meta.get_field(name), SealedTextField),
            )
            for model, name, said in personal.declarations()
        ),
        key=lambda row: (row.table, row.field),
    )  # fmt: skip
