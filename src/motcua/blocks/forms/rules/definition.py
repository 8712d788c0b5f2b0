"""What a form is: frozen values built by `loading.load` and read by everything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

ADDRESS_PARTS = ("line", "commune", "province")
SOURCES = frozenset(
    {
        "identity.full_name",
        "identity.citizen_id",
        "identity.birth_date",
        "identity.gender",
        "identity.ethnicity",
        "identity.nationality",
        "identity.residence",
        "identity.home_town",
        "identity.phone",
        "identity.email",
        "commune.name",
        "commune.province",
    }
)
EDITABLE_SOURCES = frozenset({"identity.phone", "identity.email", "commune.name", "commune.province"})


@dataclass(frozen=True)
class Option:
    """One choice: the value stored and the words shown."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Copy:
    """Take the answer of another field when the condition holds; the field is then not asked."""

    field: str
    when: Any = True


@dataclass(frozen=True)
class Fill:
    """Take what another answer tells (`same`, `birth_year`, `sex`) while there is no answer of its own."""

    field: str
    as_: str
    when: Any = True


@dataclass(frozen=True)
class Check:
    """A further demand: `message` is shown when `fail_if` holds."""

    fail_if: Any
    message: str


@dataclass(frozen=True)
class Bearer:
    """Whose citizen number it is: expressions for the day (or year) of birth and the sex it must fit."""

    born: Any = None
    sex: Any = None


@dataclass(frozen=True)
class Field:
    """One question. `required` and `show_if` are a boolean or an expression. Neighbours with the same `fold`
    lie under that heading, closed while none of them is answered. `usual`: the default is right for nearly
    everybody and decides nothing, so it is shown as a line that opens. `calculate`: the expression that a calculated
    field shows; `result`: what it is (`number`, `money`, `date`, `text`).
    `columns`: the fields of each of at most `most` rows, called `row_label` and their number."""

    id: str
    type: str
    label: str
    help: str = ""
    required: Any = False
    show_if: Any = True
    options: tuple[Option, ...] = ()
    default: Any = None
    max_length: int | None = None
    min: int | str | None = None
    max: int | str | None = None
    decimals: int = 0
    normalize: str = ""
    sources: tuple[str, ...] = ()
    lock: bool | None = None
    ask: bool = True
    fold: str = ""
    usual: bool = False
    personal: str = ""
    autocomplete: str = ""
    suggestions: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    keep_old_names: bool = False
    copy_from: tuple[Copy, ...] = ()
    fill_from: tuple[Fill, ...] = ()
    checks: tuple[Check, ...] = ()
    bearer: Bearer | None = None
    calculate: Any = None
    result: str = "number"
    columns: "tuple[Field, ...]" = ()
    most: int = 20
    row_label: str = "Dòng"

    def locks(self, source: str) -> bool:
        """Whether a value from this source is verified and read-only."""
        if self.lock is not None:
            return self.lock
        return source.startswith("identity.") and source not in EDITABLE_SOURCES

    def boxes_in(self, raw: Mapping[str, str]) -> dict[str, str]:
        """The boxes of a post that carry this field."""
        if self.type == "rows":
            return {name: text for name, text in raw.items() if name.startswith(f"{self.id}-")}
        return {name: raw[name] for name in (*self.box_names, self.id) if name in raw}

    @property
    def box_names(self) -> tuple[str, ...]:
        """Names of the inputs in an HTML form that carry this field."""
        if self.type in ("date", "partial_date"):
            return tuple(f"{self.id}-{part}" for part in ("day", "month", "year"))
        if self.type == "address":
            return tuple(f"{self.id}-{part}" for part in self.parts)
        if self.type == "rows":
            return (f"{self.id}-rows",)
        return (self.id,)


@dataclass(frozen=True)
class Page:
    """Fields asked together."""

    id: str
    title: str
    fields: tuple[Field, ...]
    hint: str = ""
    show_if: Any = True


@dataclass(frozen=True)
class Stop:
    """Says that the person cannot go on with this procedure, and what to do instead."""

    when: Any
    title: str
    message: str


@dataclass(frozen=True, eq=False)
class FormDefinition:
    """A checked form, equal only to itself. `raw` is the JSON it was read from, kept beside the answers."""

    id: str
    version: str
    title: str
    pages: tuple[Page, ...]
    stops: tuple[Stop, ...] = ()
    declaration: str = ""
    raw: Mapping[str, Any] = dataclass_field(default_factory=dict, repr=False)

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order of the pages."""
        return tuple(one for page in self.pages for one in page.fields)

    def field(self, field_id: str) -> Field:
        """The field with this id. Errors: KeyError."""
        for one in self.fields:
            if one.id == field_id:
                return one
        raise KeyError(field_id)

    def page(self, page_id: str) -> Page:
        """The page with this id. Errors: KeyError."""
        for one in self.pages:
            if one.id == page_id:
                return one
        raise KeyError(page_id)

    def page_of(self, field_id: str) -> Page:
        """The page that asks this field. Errors: KeyError."""
        for one in self.pages:
            if any(item.id == field_id for item in one.fields):
                return one
        raise KeyError(field_id)
