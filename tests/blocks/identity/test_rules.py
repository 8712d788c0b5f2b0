"""Passwords, codes and duties, without a database."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest

from motcua.blocks.identity import rules
from motcua.blocks.identity.seeds import role_seeds

AT = datetime(2026, 11, 23, 1, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "guarded", "strong"),
    [
        ("tam-ky-t", True, True),
        ("bay-ky!", True, False),
        ("Muoi-bon.kytu9", False, True),
        ("Muoi-ba.kytu9", False, False),
        ("muoi-bon.kytu9", False, False),
        ("MuoiBonKyTu999", False, False),
        ("Muoi-bon.ky-tu", False, False),
        ("tam-ky-t", False, False),
    ],
)
def test_strength_depends_on_the_second_factor(password, guarded, strong):
    assert (rules.weakness(password, has_second_factor=guarded) is None) is strong


def test_a_made_password_is_strong_alone():
    for _ in range(50):
        assert rules.weakness(rules.make_password(secrets.choice), has_second_factor=False) is None
    assert rules.make_password(secrets.choice) != rules.make_password(secrets.choice)


def _code(step):
    return f"{step % 1_000_000:06d}"


def test_a_code_is_taken_one_step_early_or_late_and_once():
    now = rules.step_of(AT)
    assert [rules.matching_step(_code(now + d), _code, AT, 0) for d in (-2, -1, 0, 1, 2)] == [
        None, now - 1, now, now + 1, None,
    ]  # fmt: skip
    assert rules.matching_step(_code(now), _code, AT, now) is None
    assert rules.matching_step(_code(now - 1), _code, AT, now) is None, "an older code than the last one used"
    assert rules.matching_step(_code(now)[:3] + " " + _code(now)[3:], _code, AT, 0) == now
    assert rules.matching_step("", _code, AT, 0) is None
    assert rules.matching_step("１２３４５６", _code, AT, 0) is None


def test_a_step_lasts_thirty_seconds():
    assert rules.step_of(AT) == rules.step_of(AT + timedelta(seconds=24))
    assert rules.step_of(AT) + 1 == rules.step_of(AT + timedelta(seconds=25))


@pytest.mark.parametrize(
    ("duties", "clash"),
    [
        (["handles", "handles"], False),
        (["handles", ""], False),
        (["approves", ""], False),
        (["handles", "approves"], True),
        (["administers", "handles"], True),
        (["administers", ""], True),
        (["audits", "administers"], True),
        (["audits"], False),
        (["", ""], False),
    ],
)
def test_duties_that_may_not_meet(duties, clash):
    assert rules.duties_clash(duties) is clash


def test_the_roles_of_the_product():
    seeds = {seed.key: seed for seed in role_seeds()}
    assert set(seeds) == {
        "receptionist", "handler", "unit_head", "chair", "vice_chair", "clerk", "cashier", "return_desk",
        "director", "controller", "auditor", "admin", "volunteer", "post_clerk",
    }  # fmt: skip
    assert {p for seed in seeds.values() for p in seed.permissions} == rules.PERMISSIONS
    assert [s.key for s in seeds.values() if "dossier.approve" in s.permissions] == ["chair", "vice_chair"]
    assert not any(p.startswith("dossier") for p in seeds["admin"].permissions)
