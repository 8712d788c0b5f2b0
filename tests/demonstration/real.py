"""A script carried out by the real use cases, with the effects that a worker would run, each at its moment."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from unittest import mock
from uuid import UUID, uuid4

import time_machine

from motcua.blocks.documents import api as documents
from motcua.blocks.forms import api as forms
from motcua.blocks.identity import api as identity
from motcua.blocks.identity.persons import person_of
from motcua.blocks.payments import api as payments
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.decisions.papers import file_name
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.casework.intake.contents import answers_content
from motcua.casework.intake.models import AnswerVersion
from motcua.casework.intake.use_cases.filing import adopt_papers
from motcua.interfaces.cli.demonstration.declaring import declare
from motcua.interfaces.cli.demonstration.writing import DECIDED
from motcua.kernel import clock, tenancy
from motcua.kernel.jobs import carry_out
from motcua.kernel.models import Event
from tests.casework.birth import photo
from tests.factories.offices import PIN
from tests.factories.organisation import make_identity

_A, _P = dossiers.Action, dossiers.PartAction
_SIGNING = ("decisions.sign_as_person", "decisions.seal")
_UNTOLD = (
    "ethnicity",
    "religion",
    "nationality",
    "residence",
    "phone",
    "full_name",
    "citizen_id",
    "birth_date",
    "gender",
)


@cache
def _looked_at() -> documents.Inspected:
    return replace(documents.inspect(BytesIO(photo()), "giay.jpg"), doubts=())


class Real:
    """Carries scripts out, one order after another; `ids` are the dossiers by the number of the script."""

    def __init__(self, office, materials) -> None:
        self.office, self.commune, self.materials = office, office.commune, materials
        self.ids: dict[int, UUID] = {}
        self.applicants: list[tuple[str, UUID]] = []
        self._last_job = 0
        # The signatures ordered of each dossier, by their handler.
        self._signing: dict[tuple[UUID, str], list] = {}
        self._looked = _looked_at()

    def carry_out(self, scripts) -> None:
        """Carry out every order of some scripts in the order of time."""
        orders = [
            (order.at, one.number, place, one, order)
            for one in scripts
            for place, order in enumerate(one.orders)
        ]
        for at, _, _, script, order in sorted(orders, key=lambda one: one[:3]):
            self.office.signers.clock = at
            with time_machine.travel(at, tick=False):
                getattr(self, order.action)(script, order)
                self._run_effects()

    def _run_effects(self) -> None:
        from procrastinate.contrib.django.models import ProcrastinateJob

        while True:
            jobs = list(
                ProcrastinateJob.objects.filter(task_name="effect", id__gt=self._last_job).order_by("id")
            )
            if not jobs:
                return
            for job in jobs:
                self._last_job = job.id
                if job.args["handler"] in _SIGNING:
                    self._signing.setdefault((self._stream(job), job.args["handler"]), []).append(job)
                else:
                    carry_out(self.commune.id, UUID(job.args["event_id"]), job.args["handler"])

    def _stream(self, job) -> UUID:
        with tenancy.scope(communes=[self.commune.id]):
            return Event.objects.get(commune_id=self.commune.id, id=job.args["event_id"]).stream_id

    def _sign(self, script, handler: str) -> None:
        for job in self._signing.pop((self.ids[script.number], handler), []):
            carry_out(self.commune.id, UUID(job.args["event_id"]), handler)

    def declared(self, script):
        version = self.materials.versions[script.code]
        return declare(version, self.materials.samples[script.code][script.sample], script, self.commune)

    def actor(self, script, order):
        return self.citizen(script) if order.by == "citizen" else self.materials.actors[order.by]

    def citizen(self, script):
        person = script.person
        said = {**dict.fromkeys(_UNTOLD, ""), "full_name": person.name, **self.declared(script).proven}
        account = identity.log_in_citizen(
            make_identity(subject=person.number, **said), commune_id=self.commune.id, now=clock.now()
        )
        return identity.citizen_actor(account)

    def call(self, script, order, action):
        note = str(order.more.get("note", ""))
        actor = self.actor(script, order)
        return dossiers.Call(actor, self.ids[script.number], action, order.at, note, action_key=uuid4())

    def info(self, script):
        return dossiers.get_dossier(self.materials.actors["tiepnhan"], self.ids[script.number])

    def submit(self, script, order) -> None:
        hand_in = self._online if script.channel == "local_portal" else self._at_desk
        done = hand_in(script, order)
        self.ids[script.number] = done.id
        self.applicants.append((script.person.number, done.applicant_id))

    def _inspect(self, script, component, name):
        """Return a file of its own, without looking into each: they differ by what is appended."""
        data = self._looked.data + f"{script.number}/{component}".encode()
        return replace(self._looked, data=data, name=f"{component}.png")

    def _online(self, script, order):
        actor, declared = self.citizen(script), self.declared(script)
        draft = intake.start_draft(actor, self.commune.id, script.code, now=order.at)
        for page in draft.version.form.pages:
            raw = {}
            for field in page.fields:
                if field.id in declared.answers and field.id not in draft.verified:
                    raw |= forms.input_values(field, declared.answers[field.id])
            draft = intake.save_page(actor, draft.id, page.id, raw, now=order.at, seen=intake.Seen())
        for component in draft.missing_papers(clock.local_date(order.at)):
            looked = self._inspect(script, component, "")
            with mock.patch.object(documents, "inspect", return_value=looked):
                intake.lay_paper(actor, draft.id, component, b"", looked.name, now=order.at)
        return intake.submit_draft(
            actor,
            draft.id,
            commune_id=self.commune.id,
            now=order.at,
            delivery=order.more["delivery"],
            declared=True,
        )

    def _at_desk(self, script, order):
        """What is handed in at the desk, without the page of reception: the dossier is opened by an officer."""
        declared, actor = self.declared(script), self.actor(script, order)
        applicant, at = person_of(script.person.number, order.at), order.at
        version = self.materials.versions[script.code]
        answers, delivery = dict(declared.answers), order.more["delivery"]
        submission = dossiers.Submission(
            key=uuid4(), commune_id=self.commune.id, applicant_id=applicant, version_id=version.id,
            channel=script.channel, owner_name=declared.proven.get("full_name", script.person.name),
            owner_citizen_id=declared.proven.get("citizen_id", script.person.number), declared=True,
            turns=catalogue.turns_of(version.id, answers, clock.local_date(at)),
            contents=answers_content(1, answers, [], delivery),
        )  # fmt: skip
        with tenancy.scope(communes=[self.commune.id], applicants=[applicant]):
            dossier = dossiers.open_dossier(actor, submission, now=at)
            laid = {}
            for component in declared.papers:
                looked = self._inspect(script, component, "")
                laid[component] = [documents.keep_upload(applicant, looked.name, looked, at).id]
            adopt_papers(applicant, dossier, laid, answer_version=1, now=at)
            AnswerVersion.objects.create(
                commune_id=self.commune.id, applicant_id=applicant, dossier_id=dossier.id, number=1, answers=answers,
                verified_fields=[], delivery=delivery, created_at=at,
            )  # fmt: skip
        return dossier

    def accept(self, script, order) -> None:
        intake.accept_dossier(self.call(script, order, _A.ACCEPT))

    def refuse(self, script, order) -> None:
        intake.refuse_dossier(self.call(script, order, _A.REFUSE))

    def take(self, script, order) -> None:
        intake.take_dossier(self.call(script, order, _A.TAKE))

    def pay(self, script, order) -> None:
        self._collect(script, order, payments.owing(self.commune.id, self.ids[script.number]))

    def pay_obligation(self, script, order) -> None:
        with tenancy.scope(communes=[self.commune.id]):
            asked = intake.open_desk(
                self.materials.actors["tiepnhan"], self.info(script), purpose="thu tiền", now=order.at
            ).obligation
        self._collect(script, order, asked.charge)

    def _collect(self, script, order, charge) -> None:
        decided = {line.code: DECIDED for line in charge.undecided}
        amount = charge.amount + sum(decided.values())
        intake.collect_fee(
            self.actor(script, order), self.ids[script.number], charge.id, amount, order.at, decided=decided
        )

    def request_supplement(self, script, order) -> None:
        laid, target = self.declared(script).papers, str(order.more["target"])
        target = target if target in laid else laid[0]
        name = self.materials.versions[script.code].content.component(target).name
        item = intake.SupplementItem("paper", target, name, str(order.more["what"]))
        intake.ask_supplement(
            self.call(script, order, _A.REQUEST_SUPPLEMENT), [item], str(order.more["reason"])
        )

    def answer_supplement(self, script, order) -> None:
        actor, dossier_id = self.citizen(script), self.ids[script.number]
        desk = intake.open_desk(
            actor, dossiers.get_dossier(actor, dossier_id), purpose="bổ sung", now=order.at
        )
        for item in desk.supplement.items:
            looked = self._inspect(script, f"{item.target}/2", "")
            looked = replace(looked, name=f"{item.target}.png")
            with mock.patch.object(documents, "inspect", return_value=looked):
                intake.lay_supplement_paper(actor, dossier_id, item.target, b"", looked.name, now=order.at)
        intake.answer_supplement(actor, dossier_id, now=order.at)

    def expire_supplement(self, script, order) -> None:
        assert dossiers.expire_supplement(self.commune.id, self.ids[script.number], now=order.at)

    def apologise(self, script, order) -> None:
        assert dossiers.apologise_for_lateness(self.commune.id, self.ids[script.number], now=order.at)

    def request_withdrawal(self, script, order) -> None:
        call = self.call(script, order, _A.REQUEST_WITHDRAWAL)
        if order.by == "citizen":
            intake.request_withdrawal(
                call.actor, call.dossier_id, call.note, action_key=call.action_key, now=order.at
            )
        else:
            intake.enter_withdrawal(call, signed=True)

    def confirm_withdrawal(self, script, order) -> None:
        intake.confirm_withdrawal(self.call(script, order, _A.CONFIRM_WITHDRAWAL))

    def stop(self, script, order) -> None:
        treatment = {"due": "waived", "paid": "kept"}.get(self.info(script).finance_state, "none")
        intake.stop_dossier(self.call(script, order, _A.STOP), str(order.more["ground"]), treatment)

    def extend(self, script, order) -> None:
        intake.extend_term(self.call(script, order, _A.EXTEND), date.fromisoformat(str(order.more["day"])))

    def request_payment(self, script, order) -> None:
        line = intake.AskedLine(str(order.more["line"]), int(order.more["amount"]))
        limit = date.fromisoformat(str(order.more["limit"]))
        intake.request_payment(self.call(script, order, _A.REQUEST_PAYMENT), [line], limit)

    def propose(self, script, order) -> None:
        intake.propose_result(self.call(script, order, _A.PROPOSE), self.declared(script).boxes)

    def send_back(self, script, order) -> None:
        decisions.send_back(self.call(script, order, _A.SEND_BACK))

    def approve(self, script, order) -> None:
        decisions.approve_result(self.call(script, order, _A.APPROVE), PIN)

    def sign(self, script, order) -> None:
        self._sign(script, "decisions.sign_as_person")

    def issue(self, script, order) -> None:
        decisions.issue_result(self.call(script, order, _A.ISSUE), PIN)

    def finish(self, script, order) -> None:
        self._sign(script, "decisions.seal")

    def _part(self, script, order):
        actor = self.actor(script, order)
        parts = dossiers.list_parts(actor, dossiers.get_dossier(actor, self.ids[script.number]))
        return next(one for one in parts if one.what.key == order.more["part"])

    def _part_call(self, script, order, action):
        part, note = self._part(script, order), str(order.more.get("note", ""))
        return dossiers.PartCall(
            self.actor(script, order), part.id, action, order.at, note, uuid4(), part.revision
        )

    def send_part(self, script, order) -> None:
        dossiers.act_on_part(self._part_call(script, order, _P.SEND), self.ids[script.number])

    def ask_part(self, script, order) -> None:
        dossiers.act_on_part(self._part_call(script, order, _P.ASK), self.ids[script.number])

    def refuse_part(self, script, order) -> None:
        dossiers.act_on_part(self._part_call(script, order, _P.REFUSE), self.ids[script.number])

    def answer_part(self, script, order) -> None:
        part = self._part(script, order)
        looked = replace(
            self._inspect(script, part.what.key, ""),
            media_type="application/pdf",
            name=file_name(part.what.name, self.info(script).reference),
        )
        with mock.patch.object(documents, "inspect", return_value=looked):
            decisions.record_answer(
                self._part_call(script, order, _P.ANSWER), part, str(order.more["number"]),
                date.fromisoformat(str(order.more["dated_on"])), BytesIO(b""),
            )  # fmt: skip

    def return_result(self, script, order) -> None:
        decisions.return_result(self.call(script, order, _A.RETURN_RESULT), str(order.more["how"]))
