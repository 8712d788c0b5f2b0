"""Each procedure of the core catalogue is carried from its sample answers to its signed, returned results."""

from io import BytesIO
from uuid import uuid4

import pytest

from motcua.blocks.forms import api as forms
from motcua.blocks.payments import api as payments
from motcua.blocks.signatures import api as signatures
from motcua.casework.catalogue import api as catalogue
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel.clock import local_date
from tests.casework.birth import photo
from tests.factories.effects import open_effects, run_effects
from tests.factories.joint import act_on
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_officer
from tests.factories.samples import CODES, citizen_for, samples_of

pytestmark = pytest.mark.slow

TODAY = local_date(NOW)
MINIMUM = 30


# The people of the samples live there, so that is who handles them.
COMMUNE_NAME = "Suối Ngọc"


def sample_of(code: str) -> dict:
    return samples_of(code)[0]


def fill(actor, commune_id: int, code: str, answers: dict):
    draft = intake.start_draft(actor, commune_id, code, now=NOW)
    for page in draft.version.form.pages:
        raw = {}
        for field in page.fields:
            if field.id in answers and field.id not in draft.verified:
                raw |= forms.input_values(field, answers[field.id])
        draft = intake.save_page(actor, draft.id, page.id, raw, now=NOW, seen=intake.Seen())
    assert draft.missing(TODAY) == {}
    for component in draft.missing_papers(TODAY):
        accepts = draft.version.content.component(component).accept
        assert "image" in accepts, f"{component} takes no photo"
        intake.lay_paper(actor, draft.id, component, BytesIO(photo(component)), "giay.jpg", now=NOW)
    return intake.submit_draft(actor, draft.id, commune_id=commune_id, now=NOW)


def result_boxes(version, results: dict) -> dict[str, str]:
    """Return the officer's boxes as the counter posts them: <position>-<box>."""
    boxes = {}
    for position, kind in enumerate(version.content.results):
        for field in kind.fields:
            typed = results.get(kind.code, {}).get(field.id)
            if typed is None:
                continue
            parsed = forms.parse(field.as_form_field(), {field.id: str(typed)})
            for name, value in forms.input_values(field.as_form_field(), parsed.value).items():
                boxes[f"{position}-{name}"] = value
    return boxes


class Walk:
    """Carry a dossier through its own process with whoever each step asks for."""

    def __init__(self, office, dossier, results: dict) -> None:
        self.office, self.id = office, dossier.id
        self.version = catalogue.get_version(dossier.version_id)
        self.results = results
        self.officers = {
            "receptionist": office.receptionist, "handler": office.handler, "chair": office.chair,
            "clerk": office.clerk, "return_desk": office.desk,
        }  # fmt: skip

    def officer(self, role: str):
        if role not in self.officers:
            self.officers[role] = make_officer(self.office.commune.id, role)
        return self.officers[role]

    def step(self) -> bool:
        dossier = dossiers.get_dossier(self.office.receptionist, self.id)
        if dossier.state is dossiers.State.RETURNED:
            return False
        step = self.version.process.step(dossier.step_key)
        actor = self.officer(step.role)
        if "collect" in step.actions:
            self.answer_parts(actor, dossier)
            return True
        for action in ("accept", "propose", "approve", "issue", "return_result"):
            if action in step.actions:
                self.act(actor, dossiers.Action(action))
                run_effects(self.office.commune.id)
                return True
        raise AssertionError(f"nobody can go on from {step}")

    def act(self, actor, action) -> None:
        call = dossiers.Call(actor, self.id, action, NOW, action_key=uuid4())
        if action is dossiers.Action.ACCEPT:
            intake.accept_dossier(call)
        elif action is dossiers.Action.PROPOSE:
            intake.propose_result(call, result_boxes(self.version, self.results))
        elif action is dossiers.Action.APPROVE:
            decisions.approve_result(call, PIN)
        elif action is dossiers.Action.ISSUE:
            decisions.issue_result(call, PIN)
        else:
            self.settle()
            decisions.return_result(call, "online")

    def answer_parts(self, actor, dossier) -> None:
        """Send each part of a joint dossier to its agency, and write down the result that comes back."""
        for part in dossiers.list_parts(actor, dossier):
            if part.state is dossiers.PartState.READY:
                act_on(actor, self.id, part.what.key, "send", NOW)
                act_on(actor, self.id, part.what.key, "answer", NOW)
                run_effects(self.office.commune.id)

    def settle(self) -> None:
        """Pay what is owed; until then the result is not handed over."""
        commune_id = self.office.commune.id
        owed = payments.owing(commune_id, self.id)
        if owed:
            call = dossiers.Call(self.officer("return_desk"), self.id, dossiers.Action.RETURN_RESULT, NOW)
            with pytest.raises(decisions.MoneyOwed):
                decisions.return_result(call, "online")
            decided = {line.code: 20_000 for line in owed.undecided}
            amount = owed.amount + sum(decided.values())
            payments.collect_cash(self.officer("cashier"), owed.id, amount, NOW, decided)


def test_the_core_catalogue_is_there():
    assert len(CODES) >= MINIMUM


@pytest.mark.parametrize("code", CODES)
def test_walks_to_its_result(office, code):
    sample = sample_of(code)
    version = catalogue.current_version(code, TODAY)
    citizen = citizen_for(office.commune.id, version.form, sample["answers"])
    dossier = fill(citizen, office.commune.id, code, sample["answers"])
    walk = Walk(office, dossier, sample.get("results", {}))
    for _ in range(12):
        if not walk.step():
            break
    returned = dossiers.get_dossier(citizen, dossier.id)
    assert returned.state is dossiers.State.RETURNED
    assert open_effects(office.commune.id) == 0
    results = decisions.list_results(citizen, returned)
    assert [r.result_code for r in results] == [kind.code for kind in version.content.results]
    for result in [one for one in results if not one.agency]:
        _, pdf = decisions.read_result(citizen, returned, result.id, now=NOW)
        assert signatures.verify(pdf, office.signers.trust(), at=NOW).ok
