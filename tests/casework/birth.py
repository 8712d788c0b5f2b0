"""A birth registration as a citizen would fill it in."""

from functools import cache
from io import BytesIO
from unittest import mock

from PIL import Image, ImageDraw

from motcua.blocks.documents import api as documents
from motcua.blocks.forms import api as forms
from motcua.casework.intake import api as intake
from motcua.kernel.clock import local_date
from tests.factories.organisation import NOW

CODE = "1.001193"
_inspect = documents.inspect


@cache
def photo(text: str = "Giấy chứng sinh") -> bytes:
    """Return a photo as a telephone makes it."""
    image = Image.new("RGB", (800, 1100), "white")
    ImageDraw.Draw(image).text((80, 80), text.encode("ascii", "replace").decode(), fill="black")
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


ANSWERS = {
    "relation": "father",
    "child_name": "Nguyễn Minh Khôi",
    "child_birth_date-day": "13",
    "child_birth_date-month": "11",
    "child_birth_date-year": "2026",
    "child_sex": "male",
    "parents": "married",
    "birth_place_kind": "facility",
    "birth_facility": "Trung tâm Y tế Ba Tơ",
    "child_home_town-commune": "Xã Ba Tô",
    "child_home_town-province": "tỉnh Quảng Ngãi",
    "child_ethnicity": "Kinh",
    "child_nationality": "vietnam",
    "birth_proof": "certificate",
    "surrogacy": "no",
    "mother_name": "Trần Thị Bình",
    "mother_citizen_id": "051192004522",
    "mother_ethnicity": "Kinh",
    "mother_nationality": "vietnam",
    "mother_lives_with_father": "yes",
    "father_nationality": "vietnam",
    "wants_copies": "no",
    "delivery": "online",
}


WITH_COPIES = {"wants_copies": "yes", "copies_count": "2"}


@cache
def _inspected(data: bytes, name: str) -> documents.Inspected:
    # The same photo is laid in every dossier: looked into once, in a child process, as uploads are.
    return _inspect(BytesIO(data), name)


def fill(actor, commune_id: int, now=NOW, more: dict[str, str] | None = None):
    """Fill a draft page by page, as the portal posts them, and lay the papers it asks for."""
    draft = intake.start_draft(actor, commune_id, CODE, now=now)
    today, answers = local_date(now), ANSWERS | (more or {})
    for page in draft.version.form.pages:
        asked = forms.page_fields(draft.version.form, page.id, draft.answers, today, draft.verified)
        names = {box for state in asked if state.asked for box in state.field.box_names}
        names |= {name for name in more or {} if draft.version.form.page_of(name).id == page.id}
        raw = {name: value for name, value in answers.items() if name in names}
        draft = intake.save_page(actor, draft.id, page.id, raw, now=now, seen=intake.Seen(draft.revision))
    with mock.patch.object(documents, "inspect", lambda source, name: _inspected(source.read(), name)):
        for component in draft.missing_papers(today):
            intake.lay_paper(actor, draft.id, component, BytesIO(photo(component)), "giay.jpg", now=now)
    return intake.get_draft(actor, draft.id)
