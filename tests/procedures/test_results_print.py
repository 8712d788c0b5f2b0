"""Complete dossiers of every procedure: answers that pass, papers and fees due, results that can be signed.

Each `procedures/<code>/sample.yaml` holds whole dossiers as of 23 November 2026.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import pytest

from motcua.blocks.documents.typesetting import Typeset, typeset_marked
from motcua.blocks.forms.api import (
    active_stops,
    asked_pages,
    display,
    input_values,
    is_answered,
    judge,
    page_fields,
    paper_texts,
    parse,
    parse_page,
    submission_answers,
    validate_all,
)
from motcua.blocks.signatures.rules.appearance import layout_from_marks
from motcua.casework.catalogue.rules.components import components_due
from motcua.casework.catalogue.rules.content import ProcedureFolder, ResultKind
from motcua.casework.catalogue.rules.fees import fees_due, total_due
from motcua.casework.catalogue.rules.loading import load_folder
from tests.factories.pdf_text import page_texts
from tests.factories.samples import CODES, ROOT, samples_of

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
A4 = (595.28, 841.89)  # points
AGENCY = {"superior": "TỈNH QUẢNG NGÃI", "name": "Ủy ban nhân dân xã Suối Ngọc", "place": "Suối Ngọc"}
SIGNER = {"authority": "TM. ỦY BAN NHÂN DÂN", "title": "CHỦ TỊCH", "name": "Đinh Văn Rin"}


@dataclass(frozen=True)
class Sample:
    """One whole dossier: what the citizen answered and what the officer typed for each result."""

    code: str
    name: str
    channel: str
    answers: dict[str, Any]
    results: dict[str, dict[str, Any]]
    label: str = ""

    @property
    def folder(self) -> ProcedureFolder:
        return folder_of(self.code)

    @property
    def submitted(self) -> dict[str, Any]:
        return submission_answers(self.folder.form, self.answers, TODAY)


@cache
def folder_of(code: str) -> ProcedureFolder:
    return load_folder(ROOT / code)


SAMPLES = [Sample(code, **one) for code in CODES for one in samples_of(code)]
NAMES = [f"{sample.code}: {sample.name}" for sample in SAMPLES]
PRINTED = [(sample, kind) for sample in SAMPLES for kind in sample.folder.content.drafted]
PRINTED_NAMES = [f"{sample.code}: {sample.name}: {kind.code}" for sample, kind in PRINTED]
every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=NAMES)
every_paper = pytest.mark.parametrize(("sample", "kind"), PRINTED, ids=PRINTED_NAMES)


def officer_fields(kind: ResultKind, typed: dict[str, Any]) -> dict[str, str]:
    """What the paper prints of the officer's fields, read as the boxes of a page are read."""
    assert set(typed) <= {field.id for field in kind.fields}
    shown = {}
    for result_field in kind.fields:
        field = result_field.as_form_field()
        read = parse(field, {field.id: str(typed.get(field.id, ""))})
        assert read.problem == "" and judge(field, read.value, TODAY) == ""
        assert is_answered(read.value) or not field.required, field.id
        if is_answered(read.value):
            shown[field.id] = display(field, read.value)
    return shown


def printed(sample: Sample, kind: ResultKind, signer: dict[str, str] = SIGNER) -> Typeset:
    texts = paper_texts(sample.folder.form, sample.submitted)
    data = {
        "text": {field: text for field, text in texts["text"].items() if text},
        "words": texts["words"],
        "answers": sample.submitted,
        "fields": officer_fields(kind, sample.results[kind.code]),
        "agency": AGENCY,
        "signer": signer,
        "dossier": {"code": "H48.50.05.13-261123-0001", "owner": sample.submitted["requester_name"]},
    }
    return typeset_marked(sample.folder.templates[kind.code], data, created_at=AT)


@pytest.mark.parametrize("code", CODES)
def test_every_procedure_has_a_sample_and_uses_every_result(code: str) -> None:
    results = {kind.code for kind in folder_of(code).content.drafted}
    assert samples_of(code)
    assert all(set(one["results"]) == results for one in samples_of(code))


@every_sample
def test_a_complete_dossier_passes_and_nothing_stops_it(sample: Sample) -> None:
    assert set(sample.answers) <= {field.id for field in sample.folder.form.fields}
    assert validate_all(sample.folder.form, sample.answers, TODAY) == {}
    assert active_stops(sample.folder.form, sample.answers, TODAY) == ()
    assert sample.channel in sample.folder.content.terms


@every_sample
def test_the_answers_survive_the_way_through_the_boxes_of_the_pages(sample: Sample) -> None:
    form = sample.folder.form
    for page in asked_pages(form, sample.answers, TODAY):
        asked = [one for one in page_fields(form, page.id, sample.answers, TODAY) if one.asked]
        raw = {name: text for one in asked for name, text in input_values(one.field, one.value).items()}
        post = parse_page(form, page.id, raw)
        assert post.problems == {}
        again = submission_answers(form, {**sample.answers, **post.answers}, TODAY)
        assert again == sample.submitted


@every_sample
def test_every_required_answer_is_missed_by_its_own_message(sample: Sample) -> None:
    """Take one answer away at a time: the message names that field, and never another."""
    form = sample.folder.form
    checked = 0
    for page in asked_pages(form, sample.answers, TODAY):
        for one in page_fields(form, page.id, sample.answers, TODAY):
            if not (one.asked and one.required) or one.field.fill_from:
                continue
            rest = {name: value for name, value in sample.answers.items() if name != one.field.id}
            problem = validate_all(form, rest, TODAY).get(one.field.id, "")
            assert problem.startswith(one.field.label.rstrip(" ?:.")), one.field.id
            checked += 1
    assert checked >= 3


@every_sample
def test_papers_are_asked_for_with_a_word_of_help(sample: Sample) -> None:
    due = components_due(sample.folder.content, sample.folder.form, sample.submitted, TODAY)
    assert sum(one.component.form for one in due) == 1
    for one in due:
        if one.to_upload and one.required:
            assert one.component.help or one.component.replaced_by_data, one.component.code


@every_sample
def test_a_fee_is_an_amount_with_its_reason_or_left_to_the_province(sample: Sample) -> None:
    lines = fees_due(sample.folder.content, sample.channel, TODAY, answers=sample.submitted)
    fees = {fee.code: fee for fee in sample.folder.content.fees}
    for line in lines:
        assert line.basis, line.code
        assert (line.amount is None) == (fees[line.code].set_by == "province")
        assert line.amount != 0 or fees[line.code].free_because
    assert len({line.code for line in lines}) == len(lines)


AMOUNTS = {
    "1.000656: father died at home four days ago": 24_000,
    "1.000656: died in hospital long ago, poor household": 24_000,
    "1.000894: bride files": 16_000,
    "1.001022: father recognises his son": None,
    "1.001022: mother has the father recognised for her child": 0,
    "1.001193: grandmother files late, born at home, parents unmarried": None,
    "1.001193: mother files for a newborn": 16_000,
    "1.001612: grocery at home": None,
    "1.001776: severely disabled son, mother cares": 0,
    "1.004859: own name written wrong": None,
    "1.004884: teacher with a copy of the old paper": 8_000,
    "1.013225: two floors next to a neighbour, drawn by a firm": None,
    "2.000635: two copies of a child's birth certificate": 16_000,
    "2.000815: four pages, three copies": 18_000,
    "2.000815: long paper reaches the cap, asked for from home": 400_000,
    "2.000884: authorisation by two people, one cannot sign": 10_000,
    "2.000908: lost certificate of disability": 0,
    "2.000986: guardian of an abandoned child, filed late": None,
    "2.000986: mother files for a newborn": 0,
    "1.000689: father of a newborn, not married": None,
    "1.000689: mother files, born at home, poor household": 0,
    "1.001266: shop closes because of age": None,
    "1.001570: shop pauses for three months": None,
    "1.001699: mother for her son": 0,
    "1.001731: son buries his father": 0,
    "1.004746: wife files, house burnt": 8_000,
    "1.004772: own birth, only a card and a school record": None,
    "1.004837: grandmother for an orphan": 16_000,
    "1.005461: died in hospital, a copy is left": 24_000,
    "1.010833: daughter of an invalid": 0,
    "1.013978: couple with a house on inherited land": None,
    "1.013978: household with an old decision": 0,
    "1.014027: son files for his mother of 78": 0,
    "2.000720: new name and one more trade": None,
    "2.001035: couple gives land to their son": 50_000,
    "2.001035: farm loan, one cannot read": 0,
    "2.001263: couple adopts an abandoned child": 400_000,
    "2.001263: stepfather, free of charge": 0,
    "2.002516: two spellings of one name": 8_000,
    "2.002516: for a relative by proxy, free": 0,
}


@pytest.mark.parametrize(("name", "amount"), AMOUNTS.items(), ids=list(AMOUNTS))
def test_what_a_dossier_costs(name: str, amount: int | None) -> None:
    sample = SAMPLES[NAMES.index(name)]
    lines = fees_due(sample.folder.content, sample.channel, TODAY, answers=sample.submitted)
    assert total_due(lines) == amount


@every_paper
def test_a_result_can_be_signed_numbered_and_dated(sample: Sample, kind: ResultKind) -> None:
    made = printed(sample, kind)
    marks = [mark.name for mark in made.marks]
    assert sorted(marks) == ["date", "number", "person"]
    assert layout_from_marks(made.marks)
    for mark in made.marks:
        assert mark.x >= 0 and mark.x + mark.width <= A4[0], mark.name
        assert mark.y >= 0 and mark.y + mark.height <= A4[1], mark.name
    places = {mark.name: mark for mark in made.marks}
    assert places["number"].page == places["date"].page == 1
    assert places["number"].x + places["number"].width < places["date"].x


@every_paper
def test_a_result_names_its_owner_and_is_complete(sample: Sample, kind: ResultKind) -> None:
    pages = page_texts(printed(sample, kind).pdf)
    text = " ".join(pages)
    assert len(pages) == 1
    assert sample.submitted["requester_name"].casefold() in text.casefold()
    assert SIGNER["name"] in text and "CHỦ TỊCH" in text
    for shown in officer_fields(kind, sample.results[kind.code]).values():
        assert " ".join(shown.split()).casefold() in text.casefold()


@every_paper
def test_a_draft_without_a_signer_can_be_looked_at(sample: Sample, kind: ResultKind) -> None:
    blank = {"authority": "", "title": "", "name": ""}
    assert printed(sample, kind, blank).pdf.startswith(b"%PDF-")


@every_sample
def test_what_the_officer_is_offered_fits_the_field(sample: Sample) -> None:
    for kind in sample.folder.content.results:
        for result_field in kind.fields:
            value = sample.submitted.get(result_field.origin)
            if is_answered(value):
                field = result_field.as_form_field()
                assert judge(field, value, TODAY) == "", (kind.code, field.id)
