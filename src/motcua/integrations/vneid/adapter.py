"""`VneidProvider`: the authorisation code flow with PKCE, state and nonce."""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from motcua.blocks.identity.ports import AuthorisationRequest, CitizenIdentity
from motcua.integrations.vneid.claims import ClaimMapping, default_mapping, identity_from
from motcua.integrations.vneid.errors import (
    CallbackInvalid,
    ClientRejected,
    CodeRejected,
    LoginCancelled,
    ProviderFault,
    SubjectMismatch,
)
from motcua.integrations.vneid.metadata import ProviderMetadata, expect_ok
from motcua.integrations.vneid.settings import VneidSettings
from motcua.integrations.vneid.tokens import Expected, verified_claims
from motcua.integrations.vneid.transport import Transport
from motcua.kernel import clock

REFUSALS_OF_OUR_REQUEST = frozenset({"invalid_request", "invalid_scope", "unauthorized_client"})
LONGEST_VALUE = 4096


class VneidProvider:
    """Logs citizens in through VNeID; fulfils `IdentityProvider`. One instance serves all threads."""

    def __init__(
        self,
        settings: VneidSettings,
        *,
        mapping: ClaimMapping | None = None,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._settings = settings
        self._mapping = mapping or default_mapping()
        self._now = now
        self._transport = Transport(settings)
        self._metadata = ProviderMetadata(settings, self._transport)

    def begin(self, redirect_uri: str) -> AuthorisationRequest:
        """Begin a login; the secrets of the request are fresh and random."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": redirect_uri,
            "scope": self._settings.scope,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        if self._settings.acr_values:
            query["acr_values"] = self._settings.acr_values
        url = with_query(self._metadata.addresses().authorization_endpoint, query)
        return AuthorisationRequest(url=url, state=state, nonce=nonce, code_verifier=verifier)

    def complete(
        self, request: AuthorisationRequest, callback_params: Mapping[str, str], redirect_uri: str
    ) -> CitizenIdentity:
        """Check the callback, trade the code for tokens, check these, and read who it is."""
        code = code_of_callback(request, callback_params)
        id_token, access_token = self._tokens(request, code, redirect_uri)
        now = self._now()
        expected = Expected(
            issuer=self._settings.issuer,
            client_id=self._settings.client_id,
            nonce=request.nonce,
            access_token=access_token,
            now=now.timestamp(),
            leeway=self._settings.leeway,
            max_age=self._settings.max_age,
        )
        proven = verified_claims(id_token, self._metadata.key, expected)
        claims = self._user_information(access_token)
        if claims.get("sub") != proven["sub"]:
            raise SubjectMismatch
        return identity_from(
            claims,
            self._mapping,
            issuer=self._settings.issuer,
            today=clock.local_date(now),
            logout_hint=id_token,
        )

    def logout_url(self, id_token_hint: str | None, return_to: str) -> str:
        """Return the provider's logout address, or `return_to` itself when the provider has none.

        Without a hint the provider asks the person to confirm.
        """
        address = self._metadata.addresses().end_session_endpoint
        if not address:
            return return_to
        query = {"client_id": self._settings.client_id, "post_logout_redirect_uri": return_to}
        return with_query(address, query | ({"id_token_hint": id_token_hint} if id_token_hint else {}))

    def _tokens(self, request: AuthorisationRequest, code: str, redirect_uri: str) -> tuple[str, str]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self._settings.client_id,
            "client_secret": self._settings.client_secret,
            "code_verifier": request.code_verifier,
        }
        answer = self._transport.post_form("token", self._metadata.addresses().token_endpoint, form)
        if answer.status != 200:
            raise_token_error(answer.body, answer.status)
        if str(answer.body.get("token_type", "")).lower() != "bearer":
            raise ProviderFault("token_type")
        return token_text(answer.body, "id_token"), token_text(answer.body, "access_token")

    def _user_information(self, access_token: str) -> Mapping[str, Any]:
        url = self._metadata.addresses().userinfo_endpoint
        return expect_ok("userinfo", self._transport.get("userinfo", url, bearer=access_token)).body


def code_of_callback(request: AuthorisationRequest, params: Mapping[str, str]) -> str:
    """Return the code of a callback that belongs to `request`. The state is checked before all else."""
    state = params.get("state", "")
    if not request.state or not hmac.compare_digest(state.encode("utf-8", "replace"), request.state.encode()):
        raise CallbackInvalid("state")
    error = params.get("error", "")
    if error in REFUSALS_OF_OUR_REQUEST:
        raise ClientRejected(error)
    if error in {"server_error", "temporarily_unavailable"}:
        raise ProviderFault(f"authorize_{error}")
    if error:
        raise LoginCancelled
    code = params.get("code", "")
    if not code or len(code) > LONGEST_VALUE:
        raise CallbackInvalid("code")
    return code


def raise_token_error(body: Mapping[str, Any], status: int) -> None:
    """Turn a refusal of the token endpoint into the error that says what to do."""
    error = body.get("error")
    if error == "invalid_grant":
        raise CodeRejected
    if error in {"invalid_client", "unauthorized_client"}:
        raise ClientRejected(str(error))
    raise ProviderFault(f"token_{status}")


def token_text(body: Mapping[str, Any], name: str) -> str:
    """Return a token: printable ASCII without spaces, as it has to fit into a header."""
    value = body.get(name)
    if not isinstance(value, str) or not re.fullmatch(r"[!-~]+", value):
        raise ProviderFault(name)
    return value


def with_query(url: str, query: Mapping[str, str]) -> str:
    """Add `query` to an address that may have one already."""
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(query)}"
