"""Every hand-written procedure of the repository loads, and its form can be filled."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from motcua.blocks.documents.typesetting import typeset_marked, typeset_pages
from motcua.blocks.forms.api import asked_pages, prefill, validate_all
from motcua.casework.catalogue.rules.components import components_due
from motcua.casework.catalogue.rules.fees import fees_due
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.process import due_offsets
from motcua.casework.catalogue.rules.search import SearchEntry, SearchIndex, index_text

ROOT = Path(__file__).resolve().parents[2] / "procedures"
FOLDERS = sorted(path for path in ROOT.iterdir() if path.is_dir())
TODAY = date(2026, 11, 20)


def test_there_are_procedures() -> None:
    assert "1.001193" in [path.name for path in FOLDERS]


@pytest.mark.parametrize("path", FOLDERS, ids=[path.name for path in FOLDERS])
def test_a_procedure_is_sound(path: Path) -> None:
    folder = load_folder(path)
    assert folder.content.code == path.name
    assert all(file.is_file() for file in folder.templates.values())
    assert asked_pages(folder.form, {}, TODAY)
    assert validate_all(folder.form, prefill(folder.form, {}).answers, TODAY)
    assert components_due(folder.content, folder.form, {}, TODAY)
    assert due_offsets(folder.process, 480)
    for channel in folder.content.terms:
        assert fees_due(folder.content, channel, TODAY) is not None


@pytest.mark.parametrize("path", FOLDERS, ids=[path.name for path in FOLDERS])
def test_results_reserve_places_for_signature_number_and_date(path: Path) -> None:
    folder = load_folder(path)
    for result in folder.content.drafted:
        data = {
            "text": {field.id: "Xã Suối Ngọc" for field in folder.form.fields},
            "words": {field.id: "Ngày một" for field in folder.form.fields if field.type == "date"},
            "fields": {field.id: "12" for field in result.fields},
            "agency": {"superior": "", "name": "Ủy ban nhân dân xã Suối Ngọc", "place": "Suối Ngọc"},
            "signer": {"authority": "TM. ỦY BAN NHÂN DÂN", "title": "CHỦ TỊCH", "name": "Đinh Văn Rin"},
            "dossier": {"code": "H48.50.05.13-261120-0001"},
        }
        made = typeset_marked(
            folder.templates[result.code], data, created_at=datetime(2026, 11, 20, tzinfo=UTC)
        )
        assert {"person", "number", "date"} <= {mark.name for mark in made.marks}
        empty = {"text": {}, "words": {}, "fields": {}, "agency": data["agency"], "signer": {}, "dossier": {}}
        assert typeset_pages(folder.templates[result.code], empty)


def test_each_procedure_is_found_by_its_own_names() -> None:
    contents = [load_folder(path).content for path in FOLDERS]
    index = SearchIndex(SearchEntry(content.code, index_text(content)) for content in contents)
    missed = [
        (content.code, words)
        for content in contents
        for words in (content.name, content.short_name, *content.synonyms)
        if content.code not in index.rank(words)[:3]
    ]
    assert missed == []
