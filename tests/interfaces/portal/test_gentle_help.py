"""What a form says besides its questions: marks of a name, groups of the commune, length of the way, which papers."""

import re

import pytest

from motcua.blocks.organisation.api import get_commune, set_ethnic_groups
from motcua.kernel.actors import system
from motcua.kernel.errors import InvalidInput, NotAllowed
from tests.casework.birth import ANSWERS, fill
from tests.factories.organisation import NOW

ASKED = "Họ tên có dấu không?"
CHILD = {key: text for key, text in ANSWERS.items() if key.startswith(("relation", "child_", "parents"))}


def page_of(browser, draft, name):
    return browser.get(f"/ho-so-nhap/{draft.id}/{name}/").content.decode()


def lines(page):
    """Return what stands in the lines below names, by field."""
    return dict(re.findall(r'data-asks-marks="(\w+)"[^>]*>([^<]*)</p>', page))


def test_a_name_without_marks_is_asked_about_and_nobody_is_held_up(browser, draft):
    assert lines(page_of(browser, draft, "child"))["child_name"] == ""
    answer = browser.post(f"/ho-so-nhap/{draft.id}/child/", {**CHILD, "child_name": "nguyen minh khoi"})
    assert answer.status_code == 302 and "loi" not in answer["Location"]
    assert lines(page_of(browser, draft, "child"))["child_name"].startswith(ASKED)
    checked = page_of(browser, draft, "kiem-tra")
    assert "«Nguyen Minh Khoi» viết không dấu." in checked
    browser.post(f"/ho-so-nhap/{draft.id}/child/", CHILD)
    assert "viết không dấu" not in page_of(browser, draft, "kiem-tra")


def buttons(page, field):
    """Return how many texts are offered as buttons, and the first of the list."""
    most = re.search(rf'id="{field}"[^>]*data-suggests="(\d)"', page) or re.search(
        rf'name="{field}"[^>]*data-suggests="(\d)"', page
    )
    texts = re.findall(r'<option value="([^"]+)">', page.partition(f'<datalist id="{field}-goi-y">')[2])
    return int(most[1]), texts[: int(most[1])]


def test_the_groups_of_the_commune_are_offered(office, browser, draft):
    browser.post(f"/ho-so-nhap/{draft.id}/child/", CHILD)
    assert buttons(page_of(browser, draft, "mother"), "mother_ethnicity") == (1, ["Kinh"])
    set_ethnic_groups(system(office.commune.id), ["Hrê", " Xơ  Đăng "], now=NOW)
    assert get_commune(office.commune.id).ethnic_groups == ("Hrê", "Xơ Đăng")
    # What VNeID tells of the person comes first.
    assert buttons(page_of(browser, draft, "mother"), "mother_ethnicity") == (3, ["Kinh", "Hrê", "Xơ Đăng"])


def test_groups_are_set_by_who_may_and_only_a_few(office):
    with pytest.raises(NotAllowed):
        set_ethnic_groups(office.receptionist, ["Hrê"], now=NOW)
    for wrong in (["x" * 31], [" "], [str(number) for number in range(7)]):
        with pytest.raises(InvalidInput):
            set_ethnic_groups(system(office.commune.id), wrong, now=NOW)


def progress(page):
    return " ".join(re.search(r'<p class="progress[^>]*>(.*?)<', page, re.DOTALL)[1].split())


def test_the_way_says_how_long_it_is_at_most_and_then_exactly(office, browser, draft):
    # Whoever files decides whose page is asked: nobody knows yet.
    assert progress(page_of(browser, draft, "child")) == "Bước 1, nhiều nhất 7 bước"
    done = fill(office.citizen, office.commune.id)
    assert progress(page_of(browser, done, "child")) == "Bước 1/6"
    assert progress(page_of(browser, done, "kiem-tra")) == "Bước 6/6"


def test_a_paper_says_in_which_case_it_is_asked_for(anyone):
    page = " ".join(re.sub(r"<[^>]+>", "", anyone.get("/thu-tuc/1.001193/").content.decode()).split())
    assert "tùy trường hợp" not in page
    assert "Giấy chứng sinh (nếu có giấy này)" in page
    assert "Chỉ cần khi khai “Cha mẹ của trẻ: Trẻ bị bỏ rơi, không rõ cha mẹ”." in page
    # The help tells the case itself: it is not told twice.
    assert "Giấy cam đoan về việc sinh Dùng khi không có giấy chứng sinh" in page
    guide = " ".join(
        re.sub(r"<[^>]+>", "", anyone.get("/thu-tuc/1.001193/huong-dan/").content.decode()).split()
    )
    assert "(khi khai “Trẻ sinh ra do mang thai hộ: Có”)" in guide


@pytest.mark.parametrize(("path", "offered"), [("/", 'value="en" lang="en">EN<'), ("/can-bo/dang-nhap/", "")])
def test_english_is_in_the_header_of_pages_that_have_it(anyone, path, offered):
    page = anyone.get(path).content.decode()
    assert offered in page.partition("</header>")[0]
    assert ("ngon-ngu" in page) is bool(offered)
