"""What the desk types decides as the whole declaration would: papers, fees, way, admission."""

from datetime import date
from pathlib import Path

import pytest

from motcua.blocks.forms.api import active_stops, submission_answers, validate_all
from motcua.casework.catalogue.rules.components import components_due
from motcua.casework.catalogue.rules.desk_fields import deciding_fields, desk_form
from motcua.casework.catalogue.rules.fees import fees_due
from motcua.casework.catalogue.rules.loading import load_folder
from motcua.casework.catalogue.rules.process import turns_of
from motcua.casework.catalogue.rules.sample_answers import folder_samples

ROOT = Path(__file__).resolve().parents[2] / "procedures"
CODES = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
TODAY = date(2026, 11, 20)
# A walk-in is received within a minute: nobody types more than this, card and choices left out.
MOST_TYPED = 12


def decided(folder, answers):
    """Return all that reception decides from answers."""
    content, form = folder.content, folder.form
    whole = submission_answers(form, answers, TODAY)
    return (
        {one.component.code for one in components_due(content, form, answers, TODAY) if one.required},
        fees_due(content, "counter", TODAY, answers=whole),
        turns_of(folder.process, form, answers, TODAY),
        active_stops(form, answers, TODAY),
    )


@pytest.mark.parametrize("code", CODES)
def test_the_desk_decides_as_the_whole_declaration_would(code):
    folder = load_folder(ROOT / code)
    desk = desk_form(folder.content, folder.form, folder.process)
    typed = {field.id for field in desk.fields}
    samples = folder_samples(ROOT, code)
    assert samples
    for sample in samples:
        there = {key: value for key, value in sample.answers.items() if key in typed}
        assert decided(folder, there) == decided(folder, dict(sample.answers)), sample.name
        assert validate_all(desk, there, TODAY) == {}, sample.name
        shown = submission_answers(desk, there, TODAY)
        by_hand = [
            key
            for key in shown
            if desk.field(key).type not in ("choice", "yesno") and not desk.field(key).sources
        ]
        assert len(by_hand) <= MOST_TYPED, by_hand
    assert set(deciding_fields(folder.content, folder.form, folder.process)) <= {f.id for f in desk.fields}
