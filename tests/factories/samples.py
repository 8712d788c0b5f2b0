"""The complete dossiers that every procedure's folder holds, and the citizen who could hand one in."""

from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from motcua.blocks.forms import api as forms
from motcua.kernel.actors import Actor
from tests.factories.organisation import make_citizen

ROOT = Path(settings.MOTCUA_PROCEDURES)
CODES = sorted(path.parent.name for path in ROOT.glob("*/procedure.yaml"))
# Where the people of the samples live.
HOME = "Thôn Gò Rét, xã Suối Ngọc, tỉnh Quảng Ngãi"
PROVEN = ("full_name", "citizen_id", "birth_date", "gender")


def samples_of(code: str) -> list[dict[str, Any]]:
    """Return the samples of a procedure: name, channel, answers, results."""
    return yaml.safe_load((ROOT / code / "sample.yaml").read_text(encoding="utf-8"))["samples"]


def citizen_for(commune_id: int, form: forms.FormDefinition, answers: dict[str, Any], **more) -> Actor:
    """Return a citizen whose proven identity says what the sample says of the requester."""
    proven: dict[str, Any] = {}
    for field in form.fields:
        for source in field.sources:
            name = source.removeprefix("identity.")
            if source.startswith("identity.") and name in PROVEN and answers.get(field.id):
                proven.setdefault(name, answers[field.id])
    return make_citizen(commune_id, **{"residence": HOME, **proven, **more})
