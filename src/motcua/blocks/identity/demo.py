"""How the demonstration lets anyone in. Nothing here works in production."""

from datetime import datetime

import pyotp
from django.conf import settings

from motcua.blocks.identity.models import Account, SecondFactor
from motcua.blocks.identity.queries import list_roles, officer_actor, roles_held
from motcua.blocks.identity.rules import step_of
from motcua.blocks.identity.values import DemoOfficer
from motcua.blocks.organisation.api import list_staff
from motcua.kernel.actors import Actor
from motcua.kernel.clock import local_date

DEMO_PASSWORD = "Mot-cua.dung-thu.2026"  # noqa: S105  (known to all by intent; refused in production)


def known_to_all(password: str) -> bool:
    """Tell whether a password is the one of the demonstration and this is not a demonstration."""
    return password == DEMO_PASSWORD and settings.MOTCUA_MODE == "production"


def enrol_demo_factor(account: Account, now: datetime) -> None:
    """Give an account a second factor that needs no telephone: `demo_code` tells its codes."""
    SecondFactor.objects.create(account=account, secret=pyotp.random_base32(), confirmed_at=now)


def demo_code(username: str, now: datetime) -> str:
    """Return a code that opens the second step for this officer now; "" until the next one begins.

    Raises: LookupError outside the demonstration, or for an unknown name.
    """
    if settings.MOTCUA_MODE != "demo":
        raise LookupError("codes are told in the demonstration only")
    factor = SecondFactor.objects.filter(account__username=username, confirmed_at__isnull=False).first()
    if factor is None:
        raise LookupError(f"no demonstration officer {username}")
    step = max(step_of(now), factor.last_counter + 1)
    # A code is taken one step early at most.
    return pyotp.TOTP(factor.secret).generate_otp(step) if step <= step_of(now) + 1 else ""


def demo_actor(username: str, now: datetime) -> Actor:
    """Return an officer of the demonstration as they act. Raises: LookupError for an unknown name."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise LookupError(f"no demonstration officer {username}")
    return officer_actor(account, now)


def demo_officers(commune_id: int, now: datetime) -> list[DemoOfficer]:
    """Return how to enter as each officer of a commune; LookupError outside the demonstration."""
    if settings.MOTCUA_MODE != "demo":
        raise LookupError("officers are listed in the demonstration only")
    names = {role.key: role.name for role in list_roles()}
    # Officers made by hand have a telephone of their own, or none yet: nobody else can enter as them.
    ready = SecondFactor.objects.filter(confirmed_at__isnull=False, account__must_change_password=False)
    accounts = Account.objects.filter(
        commune_id=commune_id, is_active=True, id__in=ready.values("account_id")
    )
    usernames = dict(accounts.order_by("id").values_list("id", "username"))
    today, found = local_date(now), []
    for person in list_staff(commune_id, today):
        username = usernames.get(person.account_id) if person.account_id else None
        if username is not None:
            held = ", ".join(names.get(key, key) for key in roles_held(commune_id, person.id, today))
            found.append(
                DemoOfficer(
                    username, person.full_name, person.position, held, DEMO_PASSWORD, demo_code(username, now)
                )
            )
    return found
