"""What a page needs many times is worked out once: forms, papers to print, the catalogue, a file on its way."""

from uuid import UUID

import pytest

from motcua.blocks.documents import api as documents
from motcua.blocks.forms import api as forms
from motcua.blocks.forms.rules import visibility
from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue import listing, versions
from motcua.casework.intake import api as intake
from motcua.kernel.actors import system
from motcua.kernel.errors import NotFound
from tests.casework.birth import fill
from tests.casework.conftest import keys_folder  # noqa: F401  (a fixture)
from tests.factories.organisation import NOW, TODAY
from tests.interfaces.portal.conftest import _at_work, anyone, browser, office  # noqa: F401  (fixtures)
from tests.performance.test_budgets import spent_by

CODE = "1.001193"


@pytest.fixture
def calls(monkeypatch):
    """Count the calls of a function of a module from now on."""

    def count(module, name: str) -> list[object]:
        done, real = [], getattr(module, name)

        def counted(*args, **named):
            done.append(args)
            return real(*args, **named)

        monkeypatch.setattr(module, name, counted)
        return done

    return count


def test_the_check_page_resolves_the_form_once(office, browser, calls):  # noqa: F811
    draft = fill(office.citizen, office.commune.id)
    visibility._remembered.cache_clear()
    resolved = calls(visibility, "_resolved")
    assert browser.get(f"/ho-so-nhap/{draft.id}/kiem-tra/").status_code == 200
    assert len(resolved) == 1


def test_what_is_remembered_of_a_form_follows_the_answers_types_included():
    form = forms.build_form(
        {
            "id": "f", "version": "1", "title": "F", "pages": [{"id": "p", "title": "P", "fields": [
                {"id": "a", "type": "yesno", "label": "A"},
                {"id": "b", "type": "text", "label": "B", "show_if": {"eq": [{"field": "a"}, True]}},
            ]}],
        }
    )  # fmt: skip
    answers = {"a": True, "b": "x"}
    assert forms.resolve(form, answers, TODAY).values == {"a": True, "b": "x"}
    answers["a"] = 1
    assert "b" not in forms.resolve(form, answers, TODAY).values
    assert forms.resolve(form, {"a": True, "b": "x"}, TODAY).values["b"] == "x"


def test_the_board_is_typeset_once_and_anew_when_a_fee_changes(office, anyone, calls):  # noqa: F811
    typeset = calls(documents, "typeset")
    first, second = (anyone.get("/niem-yet/danh-muc.pdf").content for _ in range(2))
    assert first == second and len(typeset) == 1
    admin = system(office.commune.id)
    catalogue.set_local_fee(admin, CODE, "", 77000, basis="NQ 7", valid_from=TODAY)
    assert anyone.get("/niem-yet/danh-muc.pdf").content != first and len(typeset) == 2


@pytest.mark.parametrize("address", ["/van-ban/", "/niem-yet/"])
def test_a_cold_process_reads_the_catalogue_in_a_few_statements(office, anyone, address):  # noqa: F811
    catalogue.forget_cached()
    versions.get_version.cache_clear()
    listing._list_of.cache_clear()
    listing._summaries.clear()
    spent = spent_by(lambda: anyone.get(address))
    assert sum('"catalogue_procedureversion"' in one for one in spent.own) <= 3, spent.own


def test_a_piece_reads_the_row_of_its_file_once(office):  # noqa: F811
    draft = intake.start_draft(office.citizen, office.commune.id, CODE, now=NOW)
    component = next(one for one in draft.version.content.components if not one.form)
    tray = intake.DraftTray(draft.id)
    sent = intake.begin_paper(office.citizen, tray, component.code, "a.jpg", 100, key="", now=NOW)
    piece = b"\xff\xd8\xff\xe0" + bytes(20)
    spent = spent_by(lambda: intake.send_piece(office.citizen, tray, sent.id, 0, piece, now=NOW))
    assert sum("SELECT" in one and "partialupload" in one for one in spent.own) == 1, spent.own
    other = intake.DraftTray(UUID(int=7))
    with pytest.raises(NotFound):
        intake.send_piece(office.citizen, other, sent.id, len(piece), piece, now=NOW)
