"""Each procedure is begun, filled in page by page and handed in through HTTP, as a browser without JavaScript does.

Only what stands on the pages is used: the boxes that were drawn, with what stands in them, and the links and
redirects that come back. The answers are those of `procedures/<code>/sample.yaml`.
"""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.blocks.forms import api as forms
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from tests.casework.birth import photo
from tests.factories.organisation import NOW, TODAY
from tests.factories.samples import CODES, citizen_for, samples_of
from tests.factories.web_form import read_form
from tests.interfaces.portal.conftest import client_of

pytestmark = pytest.mark.slow

MOST_PAGES = 20
AT_THE_COUNTER = ("2.000884",)  # Signed before the officer: the portal tells what to bring.
ONLINE = [code for code in CODES if code not in AT_THE_COUNTER]
FILLED = [
    pytest.param(code, sample, id=f"{code}: {sample['name']}")
    for code in ONLINE
    for sample in samples_of(code)
]
PHOTO = photo("giay to")


# The people of the samples live there, so that is who handles them.
COMMUNE_NAME = "Suối Ngọc"


class Visitor:
    """A browser without JavaScript in the hands of a citizen who knows the answers."""

    def __init__(self, client, form: forms.FormDefinition, answers: dict[str, Any]) -> None:
        self.client = client
        self.boxes: dict[str, str] = {}
        for field in form.fields:
            if answers.get(field.id) is not None:
                self.boxes |= forms.input_values(field, answers[field.id])
        self.walked: list[str] = []

    def read(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    def send(self, address: str, values: dict[str, Any]) -> str:
        """Press the button; return where it leads. Whatever is refused fails with the words of the page."""
        answer = self.client.post(address, values)
        assert answer.status_code == 302, (address, told(answer.content.decode()))
        goal = answer["Location"]
        assert "loi=" not in goal, (address, told(self.read(goal)))
        assert goal.split("?")[0] != address, f"{address} leads to itself"
        return goal

    def walk(self, address: str) -> str:
        """Fill in page after page until the check; return its address."""
        for _ in range(MOST_PAGES):
            if address.rstrip("/").endswith("kiem-tra"):
                return address
            self.walked.append(address.rstrip("/").rsplit("/", 1)[1].split("?")[0])
            page = read_form(self.read(address))
            files = {name: SimpleUploadedFile("giay.jpg", PHOTO, "image/jpeg") for name in page.files}
            address = self.send(address, {**page.fill(self.boxes), **files})
        raise AssertionError(f"no end: {self.walked}")


def told(page: str) -> list[str]:
    """What the page says is wrong, and what stops it."""
    found = re.findall(
        r'class="(?:error[^"]*|[^"]*notice[^"]*)"[^>]*>(.*?)</(?:p|div|span|section)>', page, re.S
    )
    return [" ".join(re.sub(r"<[^>]+>", " ", words).split()) for words in found]


@pytest.mark.parametrize(("code", "sample"), FILLED)
def test_a_form_is_filled_in_and_handed_in_without_scripts(office, code: str, sample: dict[str, Any]):
    version = catalogue.current_version(code, TODAY)
    citizen = citizen_for(office.commune.id, version.form, sample["answers"])
    visitor = Visitor(client_of(office.commune, citizen), version.form, sample["answers"])
    begun = visitor.client.get(f"/nop-ho-so/{code}/")
    assert begun.status_code == 302
    check = visitor.walk(begun["Location"])
    page = visitor.read(check)
    assert "<title>Lỗi" not in page, told(page)
    ready = read_form(page).fill({"delivery": "counter", "declaration": "yes"})
    receipt = visitor.read(visitor.send(check, ready))
    [dossier] = dossiers.list_for_applicant(citizen)
    assert dossier.submission_code in receipt
    desk = intake.open_desk(office.receptionist, dossier, purpose="Thử", now=NOW)
    assert desk.wish.delivery == "counter"
    assert unlike(version.form, sample["answers"], desk.answers) == {}
    assert papers_missing(version, desk) == []


def unlike(form: forms.FormDefinition, given: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    """What was not taken in as the sample says it; what the login proves is the login's."""
    expected = forms.submission_answers(form, given, TODAY)
    return {
        name: (value, stored.get(name))
        for name, value in expected.items()
        if not form.field(name).sources and not borrowed(form, name) and stored.get(name) != value
    }


def borrowed(form: forms.FormDefinition, name: str) -> bool:
    """Copied from what the login proves, such as the residence of a child that lives with the citizen."""
    field = form.field(name)
    return bool(field.copy_from or field.fill_from)


def papers_missing(version: catalogue.Version, desk: intake.FileOnDesk) -> list[str]:
    due = catalogue.components_due(version.content, version.form, desk.answers, TODAY)
    laid = {paper.component_code for paper in desk.papers}
    return [one.component.code for one in due if one.to_upload and one.component.code not in laid]


def test_there_are_thirty_procedures_with_a_way_through_each():
    assert len(ONLINE) >= 30
    assert all(len(samples_of(code)) >= 2 for code in CODES)


@pytest.mark.parametrize("code", AT_THE_COUNTER)
def test_what_is_done_at_the_counter_is_told_before_a_page_is_filled_in(office, code: str):
    visitor = client_of(office.commune, citizen_for(office.commune.id, _form(code), {}))
    page = visitor.get(f"/nop-ho-so/{code}/").content.decode()
    assert catalogue.current_version(code, TODAY).content.name in page
    assert 'name="revision"' not in page and "quầy" in page


def _form(code: str) -> forms.FormDefinition:
    return catalogue.current_version(code, TODAY).form
