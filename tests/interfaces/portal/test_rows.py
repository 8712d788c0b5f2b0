"""A repeating group in the portal, by buttons and pages alone: rows come and go, nothing typed is lost."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake import api as intake
from tests.factories.organisation import NOW
from tests.interfaces.portal.conftest import CODE, client_of

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).resolve().parents[3] / "procedures" / CODE
PAGE = {
    "id": "household", "title": "Người trong nhà",
    "fields": [
        {"id": "people", "type": "rows", "label": "Người ở cùng", "row_label": "Người", "most": 50, "required": True,
         "columns": [
             {"id": "name", "type": "text", "label": "Họ và tên", "required": True, "normalize": "name"},
             {"id": "born", "type": "date", "label": "Ngày sinh", "max": "today"},
             {"id": "home", "type": "address", "label": "Nơi ở trước"},
             {"id": "sex", "type": "choice", "label": "Giới tính",
              "options": [{"value": "male", "label": "Nam"}, {"value": "female", "label": "Nữ"}]}]},
        {"id": "area", "type": "number", "label": "Diện tích nhà", "decimals": 1},
        {"id": "fee", "type": "calculated", "label": "Tiền", "result": "money",
         "calculate": {"mul": [{"field": "area"}, 1000]}},
        {"id": "each", "type": "calculated", "label": "Mỗi mét", "calculate": {"div": [1000, {"field": "area"}]}},
    ],
}  # fmt: skip


@pytest.fixture
def draft(office, tmp_path):
    folder = tmp_path / CODE
    shutil.copytree(FOLDER, folder)
    form = yaml.safe_load((folder / "form.yaml").read_text(encoding="utf-8"))
    form["pages"].append(PAGE)
    form["version"] = "rows"
    (folder / "form.yaml").write_text(
        yaml.safe_dump(form, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    catalogue.publish_folder(folder, now=NOW)
    return intake.start_draft(office.citizen, office.commune.id, CODE, now=NOW)


def address(draft):
    return f"/ho-so-nhap/{draft.id}/household/"


def boxes(html):
    """What a browser without scripts would send back from the page."""
    form = html[html.index('<form method="post" novalidate') : html.rindex("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and (not re.search('type="(radio|checkbox)"', tag) or " checked" in tag):
            found[name[1]] = value[1] if value else ""
    return found


def row(number, name, year="1990"):
    return {
        f"people-{number}-name": name, f"people-{number}-born-day": "30", f"people-{number}-born-month": "04",
        f"people-{number}-born-year": year, f"people-{number}-sex": "female",
    }  # fmt: skip


def people(office, draft):
    return intake.get_draft(office.citizen, draft.id).answers["people"]


def test_rows_are_added_and_dropped_without_scripts(office, browser, draft):
    page = browser.get(address(draft)).content.decode()
    assert boxes(page)["people-rows"] == "1"
    answer = browser.post(address(draft), {**boxes(page), **row(1, "Đinh Thị Hạnh"), "add_row": "people"})
    assert answer["Location"] == f"{address(draft)}#people"
    page = browser.get(address(draft)).content.decode()
    sent = boxes(page)
    assert (sent["people-rows"], sent["people-1-name"], sent["people-1-born-day"]) == (
        "2",
        "Đinh Thị Hạnh",
        "30",
    )
    browser.post(address(draft), {**sent, **row(2, "Đinh Văn Nơ"), "drop_row": "people-1"})
    assert [one["name"] for one in people(office, draft)] == ["Đinh Văn Nơ"]


def test_a_fault_is_told_at_its_box_and_what_was_typed_stays(office, browser, draft):
    faulty = {**row(1, "Đinh Thị Hạnh"), "people-1-born-month": "02", "people-rows": "2", **row(2, "")}
    page = browser.post(address(draft), {**faulty, "revision": "1"}, follow=True).content.decode()
    assert "Người 1, Ngày sinh: tháng 02 không có ngày 30." in page
    assert "Người 2, Họ và tên: hãy nhập vào ô này." in page
    sent = boxes(page)
    assert {key: sent[key] for key in faulty if key in sent} == {**faulty, "people-rows": "2"}
    # The box that is wrong is marked, and its row is open.
    group = page[page.index('id="people-1"') : page.index('id="people-2"')]
    assert re.match(r'id="people-1"[^>]* open', group)
    assert group.count("field--error") == 1


def test_enter_in_a_box_presses_no_button_of_a_row(browser, draft):
    page = browser.get(address(draft)).content.decode()
    first = re.search(r"<button[^>]*>", page[page.index('<form method="post" novalidate') :])
    assert first is not None
    assert "name=" not in first[0]


def test_saving_by_itself_takes_the_group_as_a_whole(office, browser, draft):
    url = f"/ho-so-nhap/{draft.id}/tu-luu/?trang=household"
    values = {"people-rows": "2", **row(1, "An"), **row(2, "Bình")}
    assert browser.post(url, json.dumps(values), content_type="application/json").status_code == 200
    # A post that does not say how many rows there are speaks of none.
    browser.post(url, json.dumps({"people-1-name": "Cường"}), content_type="application/json")
    assert [one["name"] for one in people(office, draft)] == ["An", "Bình"]


def test_fifty_rows_stay_usable_and_the_fifty_first_is_not_offered(office, browser, draft):
    values = {"people-rows": "50"}
    for number in range(1, 51):
        values |= row(number, "An")
        values |= {f"people-{number}-home-{part}": "x" for part in ("line", "commune", "province")}
    browser.post(address(draft), values)
    assert len(people(office, draft)) == 50
    page = browser.get(f"{address(draft)}?sua=1").content.decode()
    assert 'name="add_row"' not in page
    assert "Đã đủ số lượng tối đa: 50." in page
    browser.post(address(draft), {**values, "add_row": "people"})
    assert len(people(office, draft)) == 50


def test_they_are_read_back_before_sending(browser, draft):
    browser.post(address(draft), {"people-rows": "1", **row(1, "An"), "area": "12,5"})
    page = browser.get(f"/ho-so-nhap/{draft.id}/kiem-tra/").content.decode()
    assert "1. Họ và tên: An; Ngày sinh: 30/04/1990; Giới tính: Nữ" in page
    assert "12.500 đồng" in page


def test_a_rule_that_divides_by_zero_shows_nothing_and_stops_nobody(browser, draft):
    answer = browser.post(address(draft), {"people-rows": "1", **row(1, "An"), "area": "0"}, follow=True)
    assert answer.status_code == 200
    page = browser.get(address(draft)).content.decode()
    assert re.search('data-live="each" hidden>', page)
    assert "Mỗi mét" not in browser.get(f"/ho-so-nhap/{draft.id}/kiem-tra/").content.decode()


def test_strange_writing_is_made_regular_and_faulty_writing_stays(browser, draft):
    names = {"people-1-name": "Ơ", "people-2-name": "Ng" + "u\u031b\u0323" * 39, "people-3-name": "An 2"}
    boxes_sent = {**row(1, ""), **row(2, ""), **row(3, ""), **names, "people-rows": "3", "area": "１٢,٥"}
    page = browser.post(address(draft), boxes_sent, follow=True).content.decode()
    sent = boxes(page)
    assert (sent["people-1-name"], sent["people-2-name"], sent["area"]) == ("Ơ", "Ng" + "ự" * 39, "12,5")
    assert sent["people-3-name"] == "An 2"
    assert "Người 3, Họ và tên: họ tên không có chữ số." in page
    assert "Người 1, Họ" not in page
    assert "Người 2, Họ" not in page


def test_another_person_sees_nothing(office, draft, anyone):
    assert client_of(office.commune).get(address(draft)).status_code == 302
