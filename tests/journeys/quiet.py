"""A form filled in without drawing its pages: the person's browser asks for them as one without scripts does.

For journeys whose matter begins after the form; the form itself is filled page by page in those that are about it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import APIResponse

from tests.factories.web_form import read_form
from tests.journeys.person import Person

if TYPE_CHECKING:
    from tests.journeys.birth import Child

_MOST_PAGES = 12
_RELATIONS = {"Mẹ": "mother", "Cha": "father", "Ông hoặc bà": "grandparent"}
_KNOWN = {
    "child_sex": "male", "parents": "married", "birth_facility": "Trạm Y tế xã Ba Tô", "child_ethnicity": "Kinh",
    "mother_name": "Trần Thị Bình", "mother_citizen_id": "051192008834", "mother_ethnicity": "Kinh",
    "father_name": "Nguyễn Văn An", "father_citizen_id": "051090004521", "father_ethnicity": "Kinh",
    "contact_phone": "0905123499",
}  # fmt: skip


def fill(person: Person, draft: str, child: "Child", photo: Path) -> None:
    """Answer every page of a birth registration and lay the photo; the draft is ready to be checked."""
    page = _send(person, _answer(person, draft, child), {}, photo)
    assert page.url.endswith("/kiem-tra/"), f"{page.url}: {page.text()[:3000]}"


def answer(person: Person, draft: str, child: "Child") -> None:
    """Answer every page of a birth registration; the papers stand open."""
    person.opens(_answer(person, draft, child).url)


def begin(person: Person, draft: str, child: "Child", page: str) -> None:
    """Answer the first page alone; another stands open, for nothing has to be answered in a row."""
    _send(person, person.context.request.get(f"{draft}child/"), _boxes(child))
    person.opens(f"{draft}{page}/")


def _boxes(child: "Child") -> dict[str, str]:
    day, month, year = child.born.split("/")
    return {
        **_KNOWN, "relation": _RELATIONS[child.relation], "child_name": child.name,
        "child_birth_date-day": day, "child_birth_date-month": month, "child_birth_date-year": year,
    }  # fmt: skip


def _answer(person: Person, draft: str, child: "Child") -> APIResponse:
    boxes, page = _boxes(child), person.context.request.get(f"{draft}child/")
    for _ in range(_MOST_PAGES):
        if page.url.endswith("/giay-to/"):
            return page
        page = _send(person, page, boxes)
    raise AssertionError(f"the papers do not come: {page.url}")


def _send(person: Person, page: APIResponse, boxes: dict[str, str], photo: Path | None = None) -> APIResponse:
    form = read_form(page.text())
    # What was typed into a box that stands filled already is left as it stands, as a person does.
    typed = {box: text for box, text in boxes.items() if not form.values.get(box) or box in form.options}
    sent: dict[str, object] = dict(form.fill(typed))
    if photo is not None:
        sent[form.files[0]] = {"name": photo.name, "mimeType": "image/jpeg", "buffer": photo.read_bytes()}
    answer = person.context.request.post(page.url, multipart=sent, headers={"Referer": page.url})
    assert answer.ok, f"{page.url} answered {answer.status}"
    assert answer.url != page.url, f"{page.url} was not taken: {answer.text()[:3000]}"
    return answer
