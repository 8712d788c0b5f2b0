"""From scripts to rows: what each order makes of its dossier, by the rules, and all that belongs to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models

from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.decisions.loading import Results
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.loading import Story
from motcua.casework.intake import api as intake
from motcua.casework.intake.loading import Case, Filed
from motcua.casework.notices.loading import Telling
from motcua.interfaces.cli.demonstration.declaring import Declared, declare
from motcua.interfaces.cli.demonstration.plan import Numbers, Order, Script
from motcua.interfaces.cli.demonstration.plan.making import dice
from motcua.interfaces.cli.demonstration.world import Materials
from motcua.kernel.actors import Actor, system
from motcua.kernel.bulk import Rows, ids_of

_A, _P = dossiers.Action, dossiers.PartAction
# What a cashier sets where the law leaves the amount to the province and the province said nothing.
DECIDED = 20_000


@dataclass(frozen=True)
class Desk:
    """What is the same for every dossier of a run. `applicants`: the accounts of people by identity number."""

    seed: int
    materials: Materials
    numbers: Numbers
    applicants: Mapping[str, UUID]


def rows_of(scripts: Iterable[Script], desk: Desk) -> dict[type[models.Model], list[models.Model]]:
    """Return the rows of some dossiers by table."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for script in scripts:
        rows = Rows(ids_of(dice(f"{desk.seed}/ids/{script.number}")), by_model)
        _Writer(script, desk, rows).write()
    return by_model


def first_id(script: Script, seed: int) -> UUID:
    """Return the id that the dossier of a script has, or will have."""
    new_id = ids_of(dice(f"{seed}/ids/{script.number}"))
    new_id(script.orders[0].at)  # the key of its submission comes first
    return new_id(script.orders[0].at)


class _Writer:
    """One script on its way to rows."""

    def __init__(self, script: Script, desk: Desk, rows: Rows) -> None:
        self._script, self._desk, self._rows = script, desk, rows
        commune = desk.materials.commune
        self._commune = commune
        self._version = desk.materials.versions[script.code]
        self._telling = Telling(rows, lambda: self._case)
        self._story = Story(rows, self._telling.hear)
        self._case = Case(rows, self._story, commune)
        self._results = Results(rows, self._story, commune)
        sample = desk.materials.samples[script.code][script.sample]
        self._declared: Declared = declare(self._version, sample, script, commune)
        self._place = 0

    def write(self) -> None:
        """Carry out every order."""
        for place, order in enumerate(self._script.orders):
            self._place = place
            _ORDERS[order.action](self, order)
            self._telling.tell()

    def actor(self, order: Order) -> Actor:
        """Return who gives an order."""
        if order.by == "system":
            return system(self._commune.id)
        if order.by == "citizen":
            return self._citizen()
        return self._desk.materials.actors[order.by]

    def _citizen(self) -> Actor:
        person = self._script.person
        account = self._desk.applicants[person.number]
        return Actor(
            kind="citizen", account_id=account, name=person.name, applicants=(account,), assurance=2,
            commune_id=self._commune.id,
        )  # fmt: skip

    def call(self, order: Order, action: dossiers.Action) -> dossiers.Call:
        """Return the order as the use cases take it."""
        actor = self.actor(order)
        pressed = actor.kind == "officer" or action is _A.REQUEST_WITHDRAWAL
        key = self._rows.new_id(order.at) if pressed else None
        note = str(order.more.get("note", ""))
        return dossiers.Call(actor, self._story.dossier.id, action, order.at, note, action_key=key)

    def submit(self, order: Order) -> None:
        person, declared = self._script.person, self._declared
        filed = Filed(
            key=self._rows.new_id(order.at),
            applicant_id=self._desk.applicants[person.number],
            version_id=self._version.id,
            channel=self._script.channel,
            owner_name=declared.proven.get("full_name", person.name),
            owner_number=declared.proven.get("citizen_id", person.number),
            answers=declared.answers,
            verified=declared.verified,
            delivery=str(order.more["delivery"]),
            papers=declared.papers,
        )
        actor = self.actor(order)
        # A citizen hands in as whoever they are, in no commune.
        self._case.file(actor if order.by != "citizen" else self._anywhere(actor), filed, order.at)

    def _anywhere(self, actor: Actor) -> Actor:
        return Actor(**{**vars(actor), "commune_id": None})

    def accept(self, order: Order) -> None:
        at = (self._script.number, self._place)
        call = self.call(order, _A.ACCEPT)
        self._case.accept(call, self._desk.numbers.codes[at], self._desk.numbers.entries[at])

    def refuse(self, order: Order) -> None:
        self._case.refuse(self.call(order, _A.REFUSE))

    def take(self, order: Order) -> None:
        self._case.take(self.call(order, _A.TAKE))

    def request_supplement(self, order: Order) -> None:
        target = str(order.more["target"])
        laid = self._declared.papers
        target = target if target in laid else laid[0]
        name = self._version.content.component(target).name
        item = intake.SupplementItem("paper", target, name, str(order.more["what"]))
        self._case.ask_supplement(self.call(order, _A.REQUEST_SUPPLEMENT), [item], str(order.more["reason"]))

    def answer_supplement(self, order: Order) -> None:
        self._case.answer_supplement(self.call(order, _A.ANSWER_SUPPLEMENT))

    def expire_supplement(self, order: Order) -> None:
        self._case.expire_supplement(self.call(order, _A.EXPIRE_SUPPLEMENT))

    def apologise(self, order: Order) -> None:
        self._case.apologise(self.call(order, _A.APOLOGISE))

    def request_withdrawal(self, order: Order) -> None:
        how = "online" if order.by == "citizen" else "paper"
        self._case.request_withdrawal(self.call(order, _A.REQUEST_WITHDRAWAL), how)

    def confirm_withdrawal(self, order: Order) -> None:
        self._case.confirm_withdrawal(self.call(order, _A.CONFIRM_WITHDRAWAL))

    def stop(self, order: Order) -> None:
        self._case.stop(self.call(order, _A.STOP), str(order.more["ground"]))

    def extend(self, order: Order) -> None:
        self._case.extend(self.call(order, _A.EXTEND), date.fromisoformat(str(order.more["day"])))

    def request_payment(self, order: Order) -> None:
        line = payments.ChargeLine("nghia_vu_1", str(order.more["line"]), int(order.more["amount"]))
        limit = date.fromisoformat(str(order.more["limit"]))
        self._case.request_payment(self.call(order, _A.REQUEST_PAYMENT), line, limit)

    def pay(self, order: Order) -> None:
        debt = self._case.debt
        if debt is None:
            raise ValueError(f"nothing is owed for {self._script.code}, sample {self._script.sample}")
        event, receipt_id = self._collect(order, debt)
        self._case.paid(self._by_cashier(order))
        debt.attach(self._telling.receipt(event, receipt_id))

    def pay_obligation(self, order: Order) -> None:
        debt = self._case.obliged
        assert debt is not None
        _, receipt_id = self._collect(order, debt)
        self._case.settle(self._by_cashier(order))
        # It is printed under the event that lets the work go on.
        debt.attach(self._telling.receipt(self._telling.heard[-1][0], receipt_id))

    def _by_cashier(self, order: Order) -> dossiers.Call:
        return dossiers.Call(self.actor(order), self._story.dossier.id, _A.SET_LINE, order.at)

    def _collect(self, order: Order, debt: Any) -> tuple[Any, UUID]:
        decided = {line.code: DECIDED for line in debt.info.undecided}
        number = self._desk.numbers.receipts[self._script.number, self._place]
        receipt_id, event = debt.collect(self.actor(order), number, order.at, decided)
        return event, receipt_id

    def propose(self, order: Order) -> None:
        call = self.call(order, _A.PROPOSE)
        self._results.propose(call, self._case.drafts(self._declared.boxes, order.at))

    def send_back(self, order: Order) -> None:
        self._results.send_back(self.call(order, _A.SEND_BACK))

    def approve(self, order: Order) -> None:
        call = self.call(order, _A.APPROVE)
        self._results.approve(call, _signer(self._commune.id, call.actor.staff))

    def sign(self, order: Order) -> None:
        self._results.sign(order.at)

    def issue(self, order: Order) -> None:
        taken = self._desk.numbers.results
        numbers = {
            kind.code: taken[self._script.number, self._place, kind.code]
            for kind in self._version.content.drafted
        }
        self._results.issue(self.call(order, _A.ISSUE), numbers)

    def finish(self, order: Order) -> None:
        self._results.finish(order.at)

    def send_part(self, order: Order) -> None:
        self._story.act_on_part(self._part_call(order, _P.SEND))

    def ask_part(self, order: Order) -> None:
        self._story.act_on_part(self._part_call(order, _P.ASK))

    def refuse_part(self, order: Order) -> None:
        self._story.act_on_part(self._part_call(order, _P.REFUSE))

    def answer_part(self, order: Order) -> None:
        part = self._story.part_of(str(order.more["part"]))
        number, on = str(order.more["number"]), date.fromisoformat(str(order.more["dated_on"]))
        self._results.answer(self._part_call(order, _P.ANSWER), part, number, on)

    def _part_call(self, order: Order, action: dossiers.PartAction) -> dossiers.PartCall:
        part = self._story.part_of(str(order.more["part"]))
        note, key = str(order.more.get("note", "")), self._rows.new_id(order.at)
        return dossiers.PartCall(self.actor(order), part.id, action, order.at, note, action_key=key)

    def return_result(self, order: Order) -> None:
        self._case.give_back(self.call(order, _A.RETURN_RESULT), str(order.more["how"]))


_NAMES = (
    "submit", "accept", "refuse", "take", "request_supplement", "answer_supplement", "expire_supplement", "apologise",
    "request_withdrawal", "confirm_withdrawal", "stop", "extend", "request_payment", "pay", "pay_obligation",
    "propose", "send_back", "approve", "sign", "issue", "finish", "return_result",
    "send_part", "ask_part", "answer_part", "refuse_part",
)  # fmt: skip
_ORDERS: dict[str, Callable[[_Writer, Order], None]] = {name: getattr(_Writer, name) for name in _NAMES}
_signers: dict[tuple[int, UUID], organisation.StaffInfo] = {}


def _signer(commune_id: int, staff_id: UUID) -> organisation.StaffInfo:
    key = (commune_id, staff_id)
    if key not in _signers:
        _signers[key] = organisation.get_staff(commune_id, staff_id)
    return _signers[key]
