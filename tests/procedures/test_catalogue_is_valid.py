"""Every hand-written procedure of the repository loads, and its form can be filled."""

from datetime import date
from pathlib import Path

import pytest

from motcua.blocks.forms.api import asked_pages, prefill, validate_all
from motcua.casework.catalogue.rules.components import components_due
from motcua.casework.catalogue.rules.fees import fees_due
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.process import due_offsets
from motcua.casework.catalogue.rules.search import SearchEntry, index_text, rank

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


def test_each_procedure_is_found_by_its_own_names() -> None:
    contents = [load_folder(path).content for path in FOLDERS]
    entries = [SearchEntry(content.code, index_text(content)) for content in contents]
    missed = [
        (content.code, words)
        for content in contents
        for words in (content.name, content.short_name, *content.synonyms)
        if content.code not in rank(words, entries)[:3]
    ]
    assert missed == []
