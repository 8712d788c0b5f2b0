"""Officers: two steps, lock-out, sessions, passwords, roles with dates."""

from datetime import timedelta

import pyotp
import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.identity import api
from motcua.blocks.identity.demo import DEMO_PASSWORD
from motcua.blocks.identity.models import Account, PasswordRecord, RecoveryCode, SecondFactor, SessionRecord
from motcua.blocks.organisation.api import end_assignment
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor, system
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.factories.organisation import (
    NOW,
    TODAY,
    make_citizen,
    make_commune,
    make_officer,
    make_officer_account,
    make_staff,
)

pytestmark = pytest.mark.django_db
STRONG = "Ruong-lua.xanh9"


@pytest.fixture
def commune():
    return make_commune()


@pytest.fixture
def request_():
    return RequestFactory().post("/can-bo/dang-nhap/")


def _enter(request, name, password, commune):
    return api.verify_password_step(request, name, password, commune_id=commune.id, now=NOW)


def _fresh():
    return RequestFactory().post("/can-bo/dang-nhap/")


def _logins(commune):
    with tenancy.scope(communes=[commune.id]):
        rows = AuditEntry.objects.filter(kind="login").order_by("id")
        return [(r.action, r.purpose, r.actor_id) for r in rows]


def test_the_actor_has_the_permissions_of_the_roles_in_force(commune):
    account, _ = make_officer_account(commune.id, "receptionist")
    actor = api.officer_actor(account, NOW)
    assert (actor.role, actor.commune_id, actor.title) == ("receptionist", commune.id, "Công chức")
    assert actor.may("dossier.accept")
    assert not actor.may("dossier.approve")
    chief = system(commune.id)
    api.grant_role(chief, actor.staff_id, "clerk", TODAY, now=NOW)
    both = api.officer_actor(account, NOW)
    assert both.may("dossier.issue")
    assert both.role == "receptionist", "the first granted stays the main role"
    api.end_grant(chief, actor.staff_id, "receptionist", TODAY - timedelta(days=1), now=NOW)
    assert api.officer_actor(account, NOW).roles == {"clerk"}
    assert not api.officer_actor(account, NOW).may("dossier.accept")


def test_a_role_that_begins_tomorrow_permits_nothing_today(commune):
    account, _ = make_officer_account(commune.id, "receptionist")
    staff = api.officer_actor(account, NOW).staff_id
    api.grant_role(system(commune.id), staff, "clerk", TODAY + timedelta(days=1), now=NOW)
    assert not api.officer_actor(account, NOW).may("dossier.issue")
    assert api.officer_actor(account, NOW + timedelta(days=1)).may("dossier.issue")


def test_a_changed_role_changes_the_permissions(commune):
    from motcua.blocks.identity.models import Role

    account, _ = make_officer_account(commune.id, "controller")
    Role.objects.filter(key="controller").update(permissions=["dossier.view", "audit.read"])
    assert api.load_roles() == 0, "roles that exist are data and stay as they are"
    assert api.officer_actor(account, NOW).may("audit.read")


def test_who_holds_no_post_any_more_does_not_act(commune):
    account, _ = make_officer_account(commune.id)
    staff = api.officer_actor(account, NOW).staff_id
    end_assignment(system(commune.id), staff, TODAY - timedelta(days=1), now=NOW)
    with pytest.raises(NotAllowed, match="chức vụ"):
        api.officer_actor(account, NOW)


def test_a_citizen_is_no_officer(commune):
    citizen = Account.objects.get(id=make_citizen(commune.id).account_id)
    with pytest.raises(NotAllowed):
        api.officer_actor(citizen, NOW)
    officer, _ = make_officer_account(commune.id)
    with pytest.raises(NotAllowed):
        api.citizen_actor(officer)


@pytest.mark.parametrize("second", ["chair", "admin", "auditor"])
def test_duties_that_must_be_apart_are_not_granted_together(commune, second):
    actor = make_officer(commune.id, "handler")
    with pytest.raises(Conflict):
        api.grant_role(system(commune.id), actor.staff_id, second, TODAY, now=NOW)


def test_of_several_roles_the_one_that_carries_the_permission_acts(commune):
    account, _ = make_officer_account(commune.id)
    staff_id = api.officer_actor(account, NOW).staff_id
    api.grant_role(system(commune.id), staff_id, "cashier", TODAY, now=NOW)
    actor = api.officer_actor(account, NOW)
    assert (actor.role, actor.in_role_for("payment.collect").role) == ("receptionist", "cashier")
    assert actor.in_role_for("dossier.view").role == "receptionist"
    with pytest.raises(NotAllowed):
        actor.in_role_for("dossier.approve")


def test_grants_are_asked_for_and_checked(commune):
    other = make_commune(name="Ba Vì")
    actor, stranger = make_officer(commune.id, "clerk"), make_staff(other.id)
    chief = system(commune.id)
    with pytest.raises(NotAllowed):
        api.grant_role(actor, actor.staff_id, "receptionist", TODAY, now=NOW)
    with pytest.raises(NotFound):
        api.grant_role(chief, actor.staff_id, "king", TODAY, now=NOW)
    with pytest.raises(NotFound):
        api.grant_role(chief, stranger.id, "clerk", TODAY, now=NOW)
    with pytest.raises(Conflict):
        api.grant_role(chief, actor.staff_id, "clerk", TODAY, now=NOW)
    with pytest.raises(NotFound):
        api.end_grant(chief, actor.staff_id, "cashier", TODAY, now=NOW)


def test_a_new_officer_has_to_change_a_password_that_was_made(commune):
    made = api.create_officer(system(commune.id), make_staff(commune.id).id, " Dung.PT ", now=NOW)
    account = Account.objects.get(username="dung.pt")
    assert account.check_password(made.password)
    assert account.must_change_password
    assert api.password_is_stale(account, frozenset(), NOW)
    assert not api.has_second_factor(account)
    assert made.password not in repr(made)


def test_names_passwords_and_people_are_checked(commune):
    chief, person = system(commune.id), make_staff(commune.id)
    with pytest.raises(InvalidInput):
        api.create_officer(chief, person.id, "Đặng", now=NOW)
    with pytest.raises(InvalidInput) as refused:
        api.create_officer(chief, person.id, "dang", now=NOW, password="ngan")
    assert "14" in refused.value.errors["password"]
    api.create_officer(chief, person.id, "dang", now=NOW, password=STRONG)
    with pytest.raises(Conflict):
        api.create_officer(chief, make_staff(commune.id).id, "dang", now=NOW)
    with pytest.raises(Conflict):
        api.create_officer(chief, person.id, "dang2", now=NOW)
    assert not Account.objects.filter(username="dang2").exists(), "nothing half-made stays"


def test_the_password_step_knows_right_from_wrong(commune, request_):
    account, _ = make_officer_account(commune.id)
    assert _enter(request_, account.username.upper(), DEMO_PASSWORD, commune).id == account.id
    for name, password in ((account.username, "sai"), ("khong.ai", DEMO_PASSWORD), ("", "")):
        with pytest.raises(api.LoginFailed):
            _enter(_fresh(), name, password, commune)
    assert _logins(commune) == [
        ("login.refused", "password", account.id),
        ("login.refused", "password", None),
        ("login.refused", "password", None),
    ]


def test_a_disabled_officer_and_a_citizen_do_not_pass(commune):
    account, _ = make_officer_account(commune.id)
    api.close_officer(system(commune.id), account.id, now=NOW)
    with pytest.raises(api.LoginFailed):
        _enter(_fresh(), account.username, DEMO_PASSWORD, commune)
    citizen = Account.objects.get(id=make_citizen(commune.id).account_id)
    citizen.set_password(STRONG)
    citizen.save()
    with pytest.raises(api.LoginFailed):
        _enter(_fresh(), citizen.username, STRONG, commune)


def test_five_failures_lock_the_name_whatever_comes_after(commune):
    account, secret = make_officer_account(commune.id)
    for _ in range(4):
        with pytest.raises(api.LoginFailed):
            _enter(_fresh(), account.username, "sai", commune)
    with pytest.raises(api.LockedOut):
        _enter(_fresh(), account.username, "sai", commune)
    with pytest.raises(api.LockedOut):
        _enter(_fresh(), account.username, DEMO_PASSWORD, commune)
    with pytest.raises(api.LockedOut):
        api.check_second_factor(_fresh(), account, pyotp.TOTP(secret).at(NOW), now=NOW)
    other, _ = make_officer_account(commune.id)
    assert _enter(_fresh(), other.username, DEMO_PASSWORD, commune).id == other.id


def test_the_lock_ends_after_twelve_hours(commune):
    account, _ = make_officer_account(commune.id)
    for _ in range(5):
        with pytest.raises((api.LoginFailed, api.LockedOut)):
            _enter(_fresh(), account.username, "sai", commune)
    attempt = AccessAttempt.objects.get()
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(hours=11, minutes=50))
    with pytest.raises(api.LockedOut):
        _enter(_fresh(), account.username, DEMO_PASSWORD, commune)
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(hours=12, minutes=1))
    assert _enter(_fresh(), account.username, DEMO_PASSWORD, commune).id == account.id


def test_an_administrator_lifts_the_lock_with_a_new_password(commune):
    account, _ = make_officer_account(commune.id)
    for _ in range(5):
        with pytest.raises((api.LoginFailed, api.LockedOut)):
            _enter(_fresh(), account.username, "sai", commune)
    made = api.reopen_officer(system(commune.id), account.id, now=NOW, factor=True)
    assert _enter(_fresh(), account.username, made.password, commune).must_change_password
    assert not api.has_second_factor(account)
    with pytest.raises(api.LoginFailed):
        _enter(_fresh(), account.username, DEMO_PASSWORD, commune)
    other = make_commune(name="Ba Vì")
    with pytest.raises(NotFound):
        api.reopen_officer(system(other.id), account.id, now=NOW)


def test_a_code_opens_the_second_step_once(commune):
    account, secret = make_officer_account(commune.id)
    code = pyotp.TOTP(secret).at(NOW)
    api.check_second_factor(_fresh(), account, code, now=NOW)
    assert _logins(commune)[-1] == ("login", "totp", account.id)
    with pytest.raises(api.WrongCode):
        api.check_second_factor(_fresh(), account, code, now=NOW)
    assert _logins(commune)[-1] == ("login.refused", "code", account.id)
    later = NOW + timedelta(seconds=30)
    api.check_second_factor(_fresh(), account, pyotp.TOTP(secret).at(later), now=later)


def test_wrong_codes_lock_the_name_too(commune):
    account, secret = make_officer_account(commune.id)
    for _ in range(4):
        with pytest.raises(api.WrongCode):
            api.check_second_factor(_fresh(), account, "abcdef", now=NOW)
    with pytest.raises(api.LockedOut):
        api.check_second_factor(_fresh(), account, "abcdef", now=NOW)
    with pytest.raises(api.LockedOut):
        api.check_second_factor(_fresh(), account, pyotp.TOTP(secret).at(NOW), now=NOW)


def test_a_telephone_is_enrolled_and_gives_recovery_codes(commune):
    made = api.create_officer(system(commune.id), make_staff(commune.id).id, "dang", now=NOW)
    account = Account.objects.get(id=made.account_id)
    offered = api.begin_second_factor(account)
    assert api.begin_second_factor(account) == offered, "a reloaded page shows the same key"
    secret = offered.secret.replace(" ", "")
    assert f"secret={secret}" in offered.uri
    assert offered.qr.startswith("data:image/svg+xml")
    assert not api.has_second_factor(account)
    with pytest.raises(api.WrongCode):
        api.check_second_factor(_fresh(), account, pyotp.TOTP(secret).at(NOW), now=NOW)
    with pytest.raises(api.WrongCode):
        api.confirm_second_factor(account, "000 00", now=NOW)
    codes = api.confirm_second_factor(account, pyotp.TOTP(secret).at(NOW), now=NOW)
    assert (len(codes), len(set(codes))) == (8, 8)
    assert api.has_second_factor(account)
    with pytest.raises(Conflict):
        api.begin_second_factor(account)
    with pytest.raises(Conflict):
        api.confirm_second_factor(account, pyotp.TOTP(secret).at(NOW), now=NOW)
    with pytest.raises(api.WrongCode):
        api.check_second_factor(_fresh(), account, pyotp.TOTP(secret).at(NOW), now=NOW)
    api.check_second_factor(_fresh(), account, codes[0].upper(), now=NOW)
    assert _logins(commune)[-1][1] == "recovery"
    with pytest.raises(api.WrongCode):
        api.check_second_factor(_fresh(), account, codes[0], now=NOW)
    assert codes[1].replace("-", "") not in str(list(RecoveryCode.objects.values_list("code", flat=True)))


def test_a_recovery_code_of_another_does_not_open(commune):
    accounts, codes = [], []
    for name in ("dang", "dung"):
        made = api.create_officer(system(commune.id), make_staff(commune.id).id, name, now=NOW)
        accounts.append(Account.objects.get(id=made.account_id))
        secret = api.begin_second_factor(accounts[-1]).secret.replace(" ", "")
        codes.append(api.confirm_second_factor(accounts[-1], pyotp.TOTP(secret).at(NOW), now=NOW))
    with pytest.raises(api.WrongCode):
        api.check_second_factor(_fresh(), accounts[0], codes[1][0], now=NOW)


def test_the_fourth_session_ends_the_oldest(commune):
    account, _ = make_officer_account(commune.id)
    keys = []
    for minute in range(4):
        store = SessionStore()
        store["x"] = minute
        store.create()
        keys.append(store.session_key)
        api.open_session(account, store.session_key, now=NOW + timedelta(minutes=minute))
    assert [SessionStore(key).exists(key) for key in keys] == [False, True, True, True]
    api.end_session(keys[3])
    assert not SessionStore().exists(keys[3])
    assert SessionRecord.objects.count() == 2
    assert api.end_all_sessions(account.id) == 2
    assert not SessionStore().exists(keys[1])


def test_a_password_is_changed_with_the_old_one_and_ends_all_sessions(commune):
    account, _ = make_officer_account(commune.id)
    actor = api.officer_actor(account, NOW)
    api.open_session(account, "k1", now=NOW)
    with pytest.raises(InvalidInput) as refused:
        api.change_password(actor, "sai", STRONG, now=NOW)
    assert set(refused.value.errors) == {"old"}
    with pytest.raises(InvalidInput) as refused:
        api.change_password(actor, DEMO_PASSWORD, "ngan", now=NOW)
    assert set(refused.value.errors) == {"new"}
    changed = api.change_password(actor, DEMO_PASSWORD, STRONG, now=NOW)
    assert changed.check_password(STRONG)
    assert not api.password_is_stale(changed, actor.roles, NOW)
    assert not SessionRecord.objects.exists()


def test_the_last_ten_passwords_are_not_taken_again(commune):
    account, _ = make_officer_account(commune.id)
    actor, old = api.officer_actor(account, NOW), DEMO_PASSWORD
    for n in range(10):
        with pytest.raises(InvalidInput):
            api.change_password(actor, old, old, now=NOW)
        api.change_password(actor, old, f"{STRONG}{n}", now=NOW + timedelta(minutes=n + 1))
        old = f"{STRONG}{n}"
    with pytest.raises(InvalidInput):
        api.change_password(actor, old, f"{STRONG}0", now=NOW + timedelta(hours=1))
    assert PasswordRecord.objects.count() == 11
    api.change_password(actor, old, DEMO_PASSWORD, now=NOW + timedelta(hours=1))


def test_an_administrators_password_grows_stale_in_sixty_days(commune):
    account, _ = make_officer_account(commune.id, "admin")
    admin, clerk = frozenset({"admin"}), frozenset({"clerk"})
    assert not api.password_is_stale(account, admin, NOW + timedelta(days=59))
    assert api.password_is_stale(account, admin, NOW + timedelta(days=61))
    assert not api.password_is_stale(account, clerk, NOW + timedelta(days=61))


def test_accounts_idle_for_45_days_are_disabled(commune):
    used, _ = make_officer_account(commune.id)
    idle, _ = make_officer_account(commune.id)
    citizen = make_citizen(commune.id)
    Account.objects.filter(id=used.id).update(last_login=NOW + timedelta(days=10))
    at = NOW + timedelta(days=45, minutes=1)
    assert api.disable_idle_officers(NOW + timedelta(days=44)) == 0
    assert api.disable_idle_officers(at) == 1
    active = set(Account.objects.filter(is_active=True).values_list("id", flat=True))
    assert active == {used.id, *citizen.applicants}
    with tenancy.scope(communes=[commune.id]):
        assert AuditEntry.objects.get(action="account.idle").subject_id == idle.id
    api.reopen_officer(system(commune.id), idle.id, now=at)
    assert api.disable_idle_officers(at + timedelta(days=1)) == 0, "who was just reopened has time to come"


def test_demonstration_codes_open_the_second_step(commune, settings):
    settings.MOTCUA_MODE = "demo"
    account, _ = make_officer_account(commune.id)
    for _ in range(2):
        api.check_second_factor(_fresh(), account, api.demo_code(account.username, NOW), now=NOW)
    assert api.demo_code(account.username, NOW) == "", "this step and the next are used up"
    (shown,) = api.demo_officers(commune.id, NOW)
    assert (shown.username, shown.roles) == (account.username, "Cán bộ tiếp nhận")


@pytest.mark.parametrize("mode", ["production", "test"])
def test_no_code_is_told_outside_the_demonstration(commune, settings, mode):
    account, _ = make_officer_account(commune.id)
    settings.MOTCUA_MODE = mode
    with pytest.raises(LookupError):
        api.demo_code(account.username, NOW)
    with pytest.raises(LookupError):
        api.demo_officers(commune.id, NOW)


def test_production_knows_no_demonstration_account(commune, settings):
    account, _ = make_officer_account(commune.id)
    settings.MOTCUA_MODE = "production"
    with pytest.raises(NotAllowed):
        api.create_officer(system(commune.id), make_staff(commune.id).id, "thu", now=NOW, demo=True)
    with pytest.raises(api.LoginFailed):
        _enter(_fresh(), account.username, DEMO_PASSWORD, commune)


def test_accounts_are_opened_by_who_may(commune):
    nobody = Actor(kind="officer", commune_id=commune.id)
    with pytest.raises(NotAllowed):
        api.create_officer(nobody, make_staff(commune.id).id, "dang", now=NOW)
    with pytest.raises(NotAllowed):
        api.close_officer(nobody, make_officer_account(commune.id)[0].id, now=NOW)


def test_the_secret_of_a_telephone_is_sealed(commune):
    from django.db import connection

    _, secret = make_officer_account(commune.id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM identity_secondfactor")
        assert secret.encode() not in bytes(cursor.fetchone()[0])
    assert SecondFactor.objects.get().secret == secret
