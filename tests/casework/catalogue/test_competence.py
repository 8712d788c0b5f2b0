"""Competence as data of a procedure: by which address fields, by which law; nothing else gets in."""

from pathlib import Path

import pytest
from django.conf import settings

from motcua.casework.catalogue import api as catalogue

FOLDER = Path(settings.MOTCUA_PROCEDURES) / "1.001193"


def competence_of(*said):
    """Return the competence of birth registration with this said of it."""
    content, form, process = (
        catalogue.read_yaml((FOLDER / name).read_text(encoding="utf-8"))
        for name in ("procedure.yaml", "form.yaml", "process.yaml")
    )
    content.pop("competence")
    return catalogue.parts_of({**content, **dict(said)}, form, process)[0].competence


def test_it_names_the_addresses_and_the_law():
    said = {"by": "residence", "fields": ["mother_residence"], "basis": "Luật"}
    assert competence_of(("competence", said)) == catalogue.Competence(
        "residence", ("mother_residence",), "Luật"
    )


def test_without_it_a_dossier_is_handled_where_it_is_taken_in():
    assert competence_of() == catalogue.Competence("receiving")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"by": "residence", "fields": ["child_name"], "basis": "Luật"}, "competence.fields[0]"),
        ({"by": "residence", "fields": ["nobody"], "basis": "Luật"}, "competence.fields[0]"),
        ({"by": "residence", "basis": "Luật"}, "competence"),
        ({"by": "land", "fields": ["mother_residence"]}, "competence"),
        ({"by": "anywhere", "fields": ["mother_residence"], "basis": "Luật"}, "competence"),
        ({"by": "whim"}, "competence"),
    ],
)
def test_what_names_no_address_is_refused(said, told):
    with pytest.raises(catalogue.CatalogueError) as refused:
        competence_of(("competence", said))
    assert any(told in one.path for one in refused.value.problems)
