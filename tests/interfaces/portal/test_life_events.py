"""Life events and audiences: what belongs together, for whom, and until when it holds."""

import re
from datetime import date

import pytest

from motcua.casework.catalogue import api as catalogue
from motcua.interfaces.portal import listing
from tests.factories.organisation import NOW

TODAY = NOW.date()


def test_the_front_page_leads_to_every_life_event(anyone):
    page = anyone.get("/").content.decode()
    events = catalogue.list_life_events(TODAY)
    assert len(events) >= 7
    for event in events:
        assert f'href="/su-kien/{event.slug}/"' in page
        assert anyone.get(f"/su-kien/{event.slug}/").status_code == 200


def test_birth_comes_first_on_the_front_page(anyone):
    page = anyone.get("/").content.decode()
    assert page.index("/thu-tuc/1.001193/") < page.index("/su-kien/")


def test_a_life_event_tells_the_order_and_what_to_prepare(anyone):
    page = anyone.get("/su-kien/nguoi-than-qua-doi/").content.decode()
    order = ["Chuẩn bị sẵn", "Giấy báo tử", "Đăng ký khai tử", "Tiền mai táng", "Tài sản để lại", "Nên biết"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)
    assert 'href="/thu-tuc/1.000656/"' in page


def test_what_is_not_published_here_leads_to_the_national_portal(anyone):
    page = anyone.get("/su-kien/chuyen-cho-o/").content.decode()
    away = catalogue.national_portal().page_of("1.004222")
    assert away.startswith("https://dichvucong.gov.vn/thu-tuc-hanh-chinh/")
    assert away in page or "/thu-tuc/1.004222/" in page


def test_an_unknown_life_event_is_a_plain_page(anyone):
    answer = anyone.get("/su-kien/khong-co/")
    assert answer.status_code == 404 and "Không tìm thấy" in answer.content.decode()


def test_a_life_event_holds_between_its_days():
    event = catalogue.list_life_events(TODAY)[0]
    assert event not in catalogue.list_life_events(date(2025, 6, 30))
    assert event in catalogue.list_life_events(date(2025, 7, 1))


def test_every_procedure_of_a_life_event_is_published_here_or_known_by_name(db):
    names = {v.content.code: v.content.name for v in catalogue.list_current(TODAY)}
    for event in catalogue.list_life_events(TODAY):
        codes = [one.code for stage in event.stages for one in stage.procedures]
        assert len(codes) == len(set(codes)), event.slug
        assert any(code in names for code in codes) or event.key in ("age", "residence"), event.slug


@pytest.fixture
def contents(db):
    return [version.content for version in catalogue.list_current(TODAY)]


def codes_in(page: str) -> set[str]:
    return set(re.findall(r'href="/thu-tuc/([\d.]+)/"', page))


@pytest.mark.parametrize(
    ("slug", "key"), [("nguoi-dan", "citizen"), ("kinh-doanh", "business"), ("hoc-sinh", "pupil")]
)
def test_the_list_is_narrowed_to_an_audience(anyone, contents, slug, key):
    page = anyone.get("/thu-tuc/", {"doi-tuong": slug}).content.decode()
    wanted = {one.code for one in contents if key in one.audiences}
    assert wanted and codes_in(page) == wanted


def test_the_list_offers_each_audience_and_says_which_is_chosen(anyone):
    page = anyone.get("/thu-tuc/", {"doi-tuong": "hoc-sinh"}).content.decode()
    offered = re.findall(r'tabs__link" href="([^"]+)"( aria-current="page")?', page)
    assert [address for address, _ in offered] == [
        "/thu-tuc/", *(f"/thu-tuc/?doi-tuong={slug}" for slug in ("nguoi-dan", "kinh-doanh", "hoc-sinh", "can-bo"))
    ]  # fmt: skip
    assert [address for address, current in offered if current] == ["/thu-tuc/?doi-tuong=hoc-sinh"]


def test_officials_are_told_where_they_work(anyone):
    page = anyone.get("/thu-tuc/", {"doi-tuong": "can-bo"}).content.decode()
    assert 'href="/mot-cua/"' in page and "không đòi" in page


@pytest.mark.parametrize("slug", ["", "khong-co", "<b>", "\0"])
def test_words_that_name_nothing_narrow_nothing(anyone, contents, slug):
    page = anyone.get("/thu-tuc/", {"doi-tuong": slug, "linh-vuc": slug}).content.decode()
    assert codes_in(page) == {one.code for one in contents}


def test_a_long_list_opens_one_field_at_a_time(contents, monkeypatch):
    monkeypatch.setattr(listing, "MOST_AT_ONCE", 5)
    closed = listing.narrow(contents, catalogue.list_audiences(), "", "")
    assert sum(field.count for field in closed.fields) == len(contents)
    assert not any(field.shown for field in closed.fields)
    opened = listing.narrow(contents, catalogue.list_audiences(), "", "Hộ tịch")
    assert [field.name for field in opened.fields] == ["Hộ tịch"]
    assert len(opened.fields[0].shown) == opened.fields[0].count > 0
