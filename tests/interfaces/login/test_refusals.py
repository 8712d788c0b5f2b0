"""What a use case refuses becomes a plain page; what is a fault shows nothing of ours."""

import pytest
from django.test import Client

from motcua.blocks.organisation.api import forget_cached
from tests.factories.organisation import make_commune

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "status", "told"),
    [
        ("conflict", 409, "Người khác vừa xử lý hồ sơ này."),
        ("input", 422, "Có chỗ cần sửa trước khi tiếp tục."),
        ("allowed", 403, "Chỉ chủ tịch được duyệt."),
        ("found", 404, "Không tìm thấy trang"),
        ("available", 503, "Chưa kết nối được với kho dữ liệu."),
    ],
)
def test_a_refusal_is_a_page_with_its_status(client, commune, name, status, told):
    answer = client.get(f"/loi/{name}/")
    assert answer.status_code == status
    page = answer.content.decode()
    assert told in page
    assert 'lang="vi"' in page
    assert 'href="/"' in page


def test_a_fault_shows_nothing_of_ours(commune):
    answer = Client(raise_request_exception=False).get("/loi/fault/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "a secret of ours" not in page
    assert "Traceback" not in page
    assert "Hệ thống đang gặp lỗi" in page


def test_an_unknown_address_is_told(client, commune):
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()


def test_a_host_without_a_commune_gets_a_page(client, settings):
    settings.ROOT_URLCONF = "tests.interfaces.login.urls"
    make_commune(host="bato.example.vn")
    assert client.get("/ai/", headers={"host": "bato.example.vn"}).status_code == 200
    assert client.get("/ai/", headers={"host": "khac.example.vn"}).status_code == 404
    forget_cached()


def test_each_host_has_its_commune(client, settings):
    settings.ROOT_URLCONF = "tests.interfaces.login.urls"
    make_commune(host="bato.example.vn")
    make_commune(name="Ba Vì", host="bavi.example.vn")
    assert client.get("/ai/", headers={"host": "bavi.example.vn"}).content.decode() == "anonymous  Ba Vì"
