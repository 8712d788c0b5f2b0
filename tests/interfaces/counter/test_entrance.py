"""Where those land who work no dossiers, and what everybody reads of their own roles."""

import pytest

from motcua.blocks.identity import api as identity
from motcua.interfaces.cli.main import build_parser
from motcua.interfaces.counter.labels import COMMANDS, PERMISSIONS
from tests.interfaces.counter.conftest import enter, text_of

SERVED = {"admin": "motcua doctor", "auditor": "motcua audit verify"}


@pytest.mark.parametrize("role", SERVED)
def test_who_sees_no_dossiers_lands_on_what_their_role_does(counter, role):
    _, browser = enter(counter.commune.id, role)
    page = browser.get("/mot-cua/", follow=True)
    text = text_of(page)
    assert page.redirect_chain == [("/mot-cua/ca-nhan/", 302)]
    assert SERVED[role] in text
    assert "Đổi mật khẩu" in text and "Đăng xuất" in text
    assert not [key for key in identity.PERMISSIONS if key in text]
    assert ">Hồ sơ</a>" not in text and 'name="q"' not in text


def test_a_refusal_leaves_a_way_on_and_a_way_out(counter):
    _, browser = enter(counter.commune.id, "auditor")
    text = text_of(browser.get("/mot-cua/tiep-theo/"), 403)
    assert 'action="/can-bo/dang-xuat/"' in text
    assert '<a href="/mot-cua/">Về trang làm việc</a>' in text
    assert text_of(browser.get("/mot-cua/", follow=True))


def test_who_works_dossiers_keeps_the_list(counter):
    text = text_of(counter.browser("handler").get("/mot-cua/ca-nhan/"))
    assert ">Hồ sơ</a>" in text and "Đổi mật khẩu" in text
    assert "Việc chưa có trang riêng" not in text


def test_every_right_and_every_role_has_a_name(db):
    identity.load_roles()
    assert set(PERMISSIONS) == identity.PERMISSIONS
    assert all(identity.role_names().values()) and "receptionist" in identity.role_names()


def test_every_command_named_exists():
    for commands in COMMANDS.values():
        for command in commands:
            build_parser().parse_args(command.split()[1:])
