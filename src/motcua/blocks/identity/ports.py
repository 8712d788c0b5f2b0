"""What identity needs from the outside: a provider that vouches for a citizen (VNeID)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol

from motcua.kernel.errors import DomainError

AccountType = Literal["citizen", "enterprise", "organisation"]
Gender = Literal["male", "female", ""]


@dataclass(frozen=True)
class AuthorisationRequest:
    """A login that was begun: send the browser to `url`, keep the rest in the server-side session.

    The other three fields must never reach the browser by themselves and serve for one callback only.
    """

    url: str = field(repr=False)
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    code_verifier: str = field(repr=False)


@dataclass(frozen=True)
class CitizenIdentity:
    """What the provider vouches for. An empty text means: the provider did not say.

    An account is matched on `issuer` and `subject` only; `tech_id` may be shared by two accounts, and names
    and birth dates are shared by many people. Texts are NFC with single spaces.
    """

    issuer: str
    subject: str
    account_type: AccountType
    level: int
    """Assurance: 0 unknown, 1 registered, 2 identified in person (needed to submit)."""
    full_name: str
    citizen_id: str = ""
    """Twelve digits, or empty."""
    old_citizen_id: str = ""
    """The nine digits of an old identity card (CMND), or empty."""
    birth_date: str = ""
    """ISO 8601, as precise as known: `1950`, `1950-03` or `1950-03-12`."""
    gender: Gender = ""
    ethnicity: str = ""
    religion: str = ""
    nationality: str = ""
    residence: str = ""
    hometown: str = ""
    phone: str = ""
    """Vietnamese number beginning with 0, or empty when the provider sent none that can be dialled."""
    email: str = ""
    tech_id: str = ""
    organisation_name: str = ""
    tax_code: str = ""
    logout_hint: str = field(default="", repr=False)
    """The id token, for `logout_url`. It can carry personal data: keep it sealed, or do not keep it."""


class IdentityError(DomainError):
    """The login did not succeed. `reason` is a fixed word for logs and counters, without personal data."""

    code = "login_failed"
    permanent: ClassVar[bool]

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class LoginRefused(IdentityError):
    """Permanent: the same answer will be refused again; the person has to do something else."""

    code = "login_refused"
    status = 403
    permanent = True


class ProviderUnavailable(IdentityError):
    """Temporary: the provider does not answer, or answers nonsense; the same login may succeed later."""

    code = "login_unavailable"
    status = 503
    permanent = False


class IdentityProvider(Protocol):
    """Logs a citizen in at a provider outside. Every method may raise `IdentityError`."""

    def begin(self, redirect_uri: str) -> AuthorisationRequest:
        """Begin a login that comes back to `redirect_uri`."""
        ...

    def complete(
        self, request: AuthorisationRequest, callback_params: Mapping[str, str], redirect_uri: str
    ) -> CitizenIdentity:
        """Check the callback of a begun login against `request` and return who it is."""
        ...

    def logout_url(self, id_token_hint: str | None, return_to: str) -> str:
        """Return where to send the browser so that the provider ends its session and comes back."""
        ...
