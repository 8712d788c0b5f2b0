"""The citizens' pages in English: chosen, whole, and honest about what stays Vietnamese."""

import re

import pytest
from django.utils import translation

from motcua.casework.dossiers.rules.states import State
from motcua.interfaces.ui.loader import is_translated
from motcua.interfaces.ui.marking import mark
from motcua.interfaces.ui.telling import told, told_or_marked, told_plain
from tests.interfaces.portal.conftest import client_of
from tools import sentences, translations

VIETNAMESE = re.compile(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]", re.IGNORECASE)
PAGES = (
    "/", "/thu-tuc/", "/tra-cuu/", "/tro-giup/", "/xac-minh/", "/dang-nhap/", "/van-ban/", "/tien-do/",
    "/tim/?q=khai+sinh", "/su-kien/", "/quyen-rieng-tu/", "/khong-co-trang-nay/",
)  # fmt: skip


@pytest.fixture
def reader(anyone):
    answer = anyone.post("/hien-thi/", {"ngon-ngu": "en", "next": "/"})
    assert answer.status_code == 302
    return anyone


def test_every_sentence_has_english_and_the_compiled_file_is_fresh():
    catalogue = translations.read()
    assert translations.missing(catalogue) == {}
    assert not translations.is_stale(catalogue)


def test_a_sentence_without_english_is_found():
    catalogue = translations.read()
    catalogue.delete("Tra cứu hồ sơ")
    assert "Tra cứu hồ sơ" in translations.missing(catalogue)


def test_placeholders_are_the_same_in_both_languages():
    for message in translations.read():
        marks = [
            sorted(re.findall(r"%\(\w+\)s|%[sHMdmY]", str(text))) for text in (message.id, message.string)
        ]
        assert not message.id or marks[0] == marks[1], message.id


def test_vietnamese_is_the_language_until_english_is_chosen(office, anyone):
    page = anyone.get("/", headers={"accept-language": "en"})
    assert '<html lang="vi"' in page.content.decode() and page["Content-Language"] == "vi"
    assert ' lang="vi">' not in page.content.decode().partition("<body")[2].replace('<html lang="vi">', "")


@pytest.mark.parametrize("address", PAGES)
def test_pages_speak_english_outside_what_is_marked_vietnamese(office, reader, address):
    answer = reader.get(address)
    page = answer.content.decode()
    assert '<html lang="en"' in page and answer["Content-Language"] == "en"
    left = [text for text in shown(page) if VIETNAMESE.search(text.replace(office.commune.address, ""))]
    names = (office.commune.name, office.commune.province_name, "Tiếng Việt")
    assert [text for text in left if not any(name in text for name in names)] == []


def shown(page: str) -> list[str]:
    """Return the texts of a page outside elements marked as Vietnamese and outside quotations."""
    import html
    from html.parser import HTMLParser

    texts: list[str] = []
    empty = {"meta", "link", "input", "br", "img", "hr", "path"}

    class Reader(HTMLParser):
        stack: list[bool] = []

        def handle_starttag(self, tag, attrs):
            if tag not in empty:
                inside = bool(self.stack) and self.stack[-1]
                self.stack.append(inside or dict(attrs).get("lang") == "vi" or tag in ("script", "style"))

        def handle_endtag(self, tag):
            if tag not in empty and self.stack:
                self.stack.pop()

        def handle_data(self, data):
            if data.strip() and not self.stack[-1]:
                texts.append(
                    re.sub(
                        r"“[^”]*”|\([^)]*\)|Đồng ý|khai sinh|\d+/\d{4}/\S+", "", html.unescape(data.strip())
                    )
                )

    Reader().feed(page.replace("<!DOCTYPE html>", ""))
    return texts


def test_a_procedure_keeps_its_own_words_and_says_that_they_are_vietnamese(reader):
    page = reader.get("/thu-tuc/1.001193/").content.decode()
    assert '<h1 lang="vi">Đăng ký khai sinh</h1>' in page
    assert "Which papers are needed" in page and "Same day; received after 15:00" in page


def test_the_form_speaks_english_around_its_questions(office, browser, draft):
    browser.post("/hien-thi/", {"ngon-ngu": "en"})
    page = browser.get(f"/ho-so-nhap/{draft.id}/child/").content.decode()
    assert ">Continue<" in page and "Save and finish later" in page
    assert "In progress" not in browser.get("/trang-cua-toi/").content.decode()


def test_papers_to_print_stay_vietnamese(reader):
    from tests.factories.pdf_text import document_text

    text = document_text(reader.get("/niem-yet/danh-muc.pdf").content)
    assert "Trong ngày" in text and "Same day" not in text


def test_officers_pages_stay_vietnamese(reader):
    page = reader.get("/can-bo/dang-nhap/").content.decode()
    assert '<html lang="vi"' in page


def test_every_state_has_english():
    catalogue = translations.read()
    assert all(catalogue.get(state.label).string for state in State)


def test_one_page_in_english_changes_no_other_browser(office, reader):
    assert '<html lang="vi"' in client_of(office.commune).get("/").content.decode()


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        # One sentence, several, lines of them, one with values, one behind the label of a field.
        ("Tệp này trống, không có nội dung.", "This file is empty."),
        ("Đây là đoạn phim. Hãy chụp lại rồi tải lên.", "This is a film. Photograph it again, then upload."),
        ("Không tìm thấy tệp này.\nHãy gửi lại.", "This file was not found.\nPlease send again."),
        ("dài 300 ký tự, chỉ nhập tối đa 200 ký tự.", "this has 300 characters; at most 200 fit."),
        ("Quê quán: hãy nhập vào ô này.", '<span lang="vi">Quê quán</span>: fill in this box.'),
        # Values that are words themselves, lists of them, days and moments, and what is nobody's sentence.
        ("thiếu ngày, tháng. Hãy gửi lại.", "the day, month is missing. Please send again."),
        ("còn thiếu xã, phường và tỉnh, thành phố.", "commune, ward and province, city missing."),
        ("xong lúc 08:00 ngày 23/11/2026", "done at 08:00 on 23/11/2026"),
        ("Tiếp nhận 16:00 thứ Sáu 13/02/2026", "Accepted 16:00 Friday 13/02/2026"),
        ("Chưa có: <b>Ảnh</b>.", 'Missing: <span lang="vi">&lt;b&gt;Ảnh&lt;/b&gt;</span>.'),
        ("Một điều khác hẳn.", "Một điều khác hẳn."),
    ],
)
def test_sentences_of_the_code_are_said_wherever_they_come_from(vietnamese, english):
    with translation.override("en"):
        assert str(told(vietnamese)) == english
    with translation.override("vi"):
        assert told(vietnamese) is vietnamese


def test_plain_text_has_no_tags_and_data_of_a_commune_is_marked():
    with translation.override("en"):
        assert told_plain("Quê quán: hãy nhập vào ô này.") == "Quê quán: fill in this box."
        assert told_or_marked("Bước <lạ>") == '<span lang="vi">Bước &lt;lạ&gt;</span>'
        assert told_or_marked("Tiếp nhận hồ sơ") == "Acceptance"


def test_a_sentence_of_the_code_is_found_without_being_marked():
    code = """
def f(n, name):
    \"\"\"Không phải câu nói.\"\"\"
    if n:
        raise NotFound("Thiếu một mục. Hãy thêm.")
    return field(f"{name} dài {n} chữ", "{file}: mờ quá", purpose="Việc nội bộ")

class Lost(NotFound):
    def __init__(self):
        super().__init__("Không thấy.")
"""
    assert list(sentences.of_code(code)) == [
        "Thiếu một mục.", "Hãy thêm.", "%(a)s dài %(b)s chữ", "%(a)s: mờ quá", "Không thấy."
    ]  # fmt: skip


def test_scripts_of_the_portal_say_nothing_past_the_catalogue():
    # Words of the law's forms, of officers' pages and of notices, which stay as they are.
    own = ("/counter/", "/card/card.ts", "/forms/reading.ts", "/worker/")
    for script in sorted(translations.SCRIPTS.rglob("*.ts")):
        if not any(one in str(script) for one in own):
            assert sentences.untold(script.read_text(encoding="utf-8")) == [], script
    assert sentences.untold('a = "Lỗi"; // Lỗi\nb = told`Lỗi`;') == ['"Lỗi"']


@pytest.mark.parametrize(
    ("source", "marked"),
    [
        ("<p> Xin chào </p>", "<p> {% translate 'Xin chào' %} </p>"),
        ("<p>{{ name }}</p>", "<p>{{ name }}</p>"),
        (
            "<p>Mã {{ a.code|upper }}, {{ b }}</p>",
            "<p>{% blocktranslate with a=a.code|upper b=b %}Mã {{ a }}, {{ b }}{% endblocktranslate %}</p>",
        ),
        ('<c-x title="Mã" href="Mã" />', '<c-x title="{% translate \'Mã\' %}" href="Mã" />'),
        (
            '<a {% if a > b %}title="Mã"{% endif %}>1</a>',
            "<a {% if a > b %}title=\"{% translate 'Mã' %}\"{% endif %}>1</a>",
        ),
        ("{% block page_class %}page--wide{% endblock %}", "{% block page_class %}page--wide{% endblock %}"),
        ("{# Lời bàn #}{% if x %}Có{% endif %}", "{# Lời bàn #}{% if x %}{% translate 'Có' %}{% endif %}"),
        ("<p>It's</p>", '<p>{% translate "It\'s" %}</p>'),
        ("<p>12:30, 5%</p>", "<p>12:30, 5%</p>"),
    ],
)
def test_sentences_are_marked(source, marked):
    assert mark(source) == marked


def test_only_citizens_templates_are_marked():
    assert is_translated("/x/motcua/interfaces/portal/templates/portal/home.html")
    assert not is_translated("/x/motcua/interfaces/counter/templates/counter/dossier.html")
    assert not is_translated("/x/motcua/interfaces/ui/templates/cotton/counter/bar.html")


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", ("Tôi đã đọc và cam đoan", "Lời cam đoan")), ("en", ("I have read this", "Declaration"))],
)
def test_what_a_component_says_by_itself_is_in_the_language(office, browser, filled, language, words):
    browser.post("/hien-thi/", {"ngon-ngu": language})
    page = browser.get(f"/ho-so-nhap/{filled.id}/kiem-tra/").content.decode()
    assert all(one in page for one in words)
