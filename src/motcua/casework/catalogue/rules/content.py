"""What a procedure is: frozen values read from its folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from motcua.blocks.forms.api import Bearer, Check, Field, FormDefinition, Option

Channel = Literal["online", "counter", "post"]
CHANNELS: tuple[Channel, ...] = ("online", "counter", "post")
UNIT_WORDS = {"working_day": "ngày làm việc", "day": "ngày", "hour": "giờ làm việc", "month": "tháng"}
# Letters of a procedure's name above a page; on a narrow telephone two lines.
LONGEST_HEADING = 90
# Working hours that a unit of a term stands for when two terms are compared.
ROUGH_HOURS = {"hour": 1, "same_day": 8, "working_day": 8, "day": 8, "month": 240}


@dataclass(frozen=True)
class Term:
    """Time limit of one channel. Unit: working_day, day, hour, month or same_day.

    same_day: due at the close of the day; taken in after `cutoff` ("HH:MM"), of the next working day.
    """

    value: int
    unit: str
    cutoff: str = ""

    @property
    def rough_hours(self) -> int:
        """How long it is, only to tell which of two is longer."""
        return self.value * ROUGH_HOURS[self.unit]


@dataclass(frozen=True)
class Band:
    """Amount in đồng of each unit up to and including number `to` (null: all further ones)."""

    amount: int
    to: int | None = None


@dataclass(frozen=True)
class Fee:
    """A fee (phí) or charge (lệ phí). Exactly one of `amount`, `bands`, `set_by` speaks. Unit: đồng.

    `note`: what the source says besides, shown as it is.
    """

    code: str
    name: str
    kind: str
    channels: tuple[str, ...]
    amount: int | None = None
    set_by: str = ""
    free_because: str = ""
    per: str = "case"
    bands: tuple[Band, ...] = ()
    cap: int | None = None
    pages_from: str = ""
    copies_from: str = ""
    due_if: Any = True
    basis: str = ""
    note: str = ""


@dataclass(frozen=True)
class Component:
    """A paper of the dossier. `required`, `show_if`: a boolean or an expression over the form's answers.

    `signed`: as a PDF it carries a digital signature of whoever issued it.
    """

    code: str
    name: str
    required: Any
    show_if: Any = True
    original: int = 0
    copy: int = 0
    accept: tuple[str, ...] = ("image", "pdf")
    max_files: int = 4
    help: str = ""
    present_only: bool = False
    replaced_by_data: str = ""
    form: bool = False
    signed: bool = False


@dataclass(frozen=True)
class ResultField:
    """What an officer enters on a result; `origin` is the form field whose answer is offered.

    `checks` and `bearer` speak of the officer's fields and of the form's answers.
    """

    id: str
    label: str
    type: str
    origin: str = ""
    required: bool = False
    help: str = ""
    options: tuple[Option, ...] = ()
    checks: tuple[Check, ...] = ()
    bearer: Bearer | None = None

    def as_form_field(self) -> Field:
        """The same as a field of forms, to read, judge and show it."""
        parts = ("line", "commune", "province") if self.type == "address" else ()
        return Field(
            id=self.id,
            type=self.type,
            label=self.label,
            help=self.help,
            required=self.required,
            options=self.options,
            parts=parts,
            checks=self.checks,
            bearer=self.bearer,
        )


@dataclass(frozen=True)
class ResultKind:
    """A result the procedure issues; `template` is a file of the folder, `symbol` follows its number.

    Without a template another agency makes the paper: it belongs to a part that this agency handles.
    """

    code: str
    name: str
    template: str = ""
    symbol: str = ""
    fields: tuple[ResultField, ...] = ()


@dataclass(frozen=True)
class Part:
    """A sub-dossier of a joint procedure: one of the matters that one declaration asks for.

    `procedure`: its own code, where it has one. `agency`: who outside the commune handles it, empty when the commune
    does; `role` and `unit` are then who keeps the contact. `after`: the parts it waits for. `answers` and `papers` are
    all that it takes along. The term runs from its own beginning.
    """

    key: str
    name: str
    role: str
    term: Term
    result: str
    basis: str
    answers: tuple[str, ...]
    papers: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    agency: str = ""
    unit: str = ""
    procedure: str = ""


@dataclass(frozen=True)
class LegalBasis:
    """A legal text the procedure stands on."""

    number: str
    title: str
    articles: str = ""
    url: str = ""


@dataclass(frozen=True)
class Origin:
    """Where an imported procedure comes from. `handled_by`: commune, police, or elsewhere.

    `provisional`: the code is ours, for want of a national one.
    """

    handled_by: str
    levels: tuple[str, ...]
    ministry: str = ""
    decision: str = ""
    url: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class Competence:
    """Whose dossier it is: `by` residence, land or place, of which any of the address fields tells the commune;
    anywhere: every commune may handle it; receiving: nothing is said, it is handled where it is taken in."""

    by: Literal["residence", "land", "place", "anywhere", "receiving"] = "receiving"
    fields: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True)
class ProcedureContent:
    """One version of a procedure. `raw` is the data it was read from; `record` null when written by hand."""

    code: str
    name: str
    short_name: str
    field: str
    valid_from: date
    level: str
    audiences: tuple[str, ...]
    summary: str
    who: str
    steps: tuple[str, ...]
    terms: Mapping[str, Term]
    fees: tuple[Fee, ...]
    components: tuple[Component, ...]
    results: tuple[ResultKind, ...]
    legal_basis: tuple[LegalBasis, ...]
    agency: str
    raw: Mapping[str, Any]
    valid_to: date | None = None
    replaced_by: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    record: Origin | None = None
    parts: tuple[Part, ...] = ()

    @property
    def drafted(self) -> tuple[ResultKind, ...]:
        """The results the commune itself makes, in their order; the others come from agencies outside."""
        return tuple(one for one in self.results if one.template)

    competence: Competence = Competence()

    @property
    def heading(self) -> str:
        """The name as it stands above a page of its form: the short one where the whole takes more than two lines."""
        return self.name if len(self.name) <= LONGEST_HEADING else self.short_name

    @property
    def filed_here(self) -> bool:
        """Whether the commune's one-stop takes it in, for itself or for its police."""
        return self.record is None or self.record.handled_by != "elsewhere"

    def component(self, code: str) -> Component:
        """The component with this code. Errors: KeyError."""
        for one in self.components:
            if one.code == code:
                return one
        raise KeyError(code)

    def result(self, code: str) -> ResultKind:
        """The result kind with this code. Errors: KeyError."""
        for one in self.results:
            if one.code == code:
                return one
        raise KeyError(code)


@dataclass(frozen=True)
class Branch:
    """Goes to step `to` instead of `next` when the condition holds."""

    when: Any
    to: str


@dataclass(frozen=True)
class Consult:
    """An opinion asked of another unit when a step is entered; a required one holds up the draft.

    `unit`: the kind of unit, `unit_name`: words of its name where there are several. Its term: `days` (working days),
    or a `share` of the whole term; without both the days of the law. `when`: over the answers of the form.
    """

    key: str
    name: str
    question: str
    unit: str
    unit_name: str = ""
    days: int | None = None
    share: Decimal | None = None
    required: bool = True
    when: Any = True


@dataclass(frozen=True)
class Step:
    """A step of the process. `share` of the term (sum over all steps 1); `next` null ends the process.

    `unit`: the kind of unit that does it, empty when any may. `external`: the agency outside the commune that does
    the work, whose answer the officer enters.
    """

    key: str
    name: str
    role: str
    share: Decimal
    actions: tuple[str, ...]
    next: str | None = None
    back: str | None = None
    branches: tuple[Branch, ...] = ()
    unit: str = ""
    consults: tuple[Consult, ...] = ()
    external: str = ""


def consult_turn(step: str, consult: str) -> str:
    """Return the name under which `turns` tell that an opinion is not asked."""
    return f"{step}/{consult}"


@dataclass(frozen=True)
class ProcessDefinition:
    """Steps in the order officials know them; the first one begins. `raw` is the data it was read from."""

    steps: tuple[Step, ...]
    raw: Mapping[str, Any]

    @property
    def first(self) -> Step:
        """The step a new dossier stands at."""
        return self.steps[0]

    def step(self, key: str) -> Step:
        """The step with this key. Errors: KeyError."""
        for one in self.steps:
            if one.key == key:
                return one
        raise KeyError(key)

    def following(self, key: str, turns: Mapping[str, str]) -> Step | None:
        """The step after this one, null at the end; `turns` as `turns_of` gives them. Errors: KeyError."""
        target = turns.get(key, self.step(key).next)
        return None if target is None else self.step(target)

    def consults(self, key: str, turns: Mapping[str, str]) -> tuple[Consult, ...]:
        """The opinions to ask when this step is entered; `turns` as `turns_of` gives them. Errors: KeyError."""
        return tuple(one for one in self.step(key).consults if consult_turn(key, one.key) not in turns)


@dataclass(frozen=True)
class ProcedureFolder:
    """All that one folder of `procedures/` holds; `templates` maps a result code to its file, and
    "declaration" to the official layout of the declaration where there is one."""

    content: ProcedureContent
    form: FormDefinition
    process: ProcessDefinition
    templates: Mapping[str, Path]
