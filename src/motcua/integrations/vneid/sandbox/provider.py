"""The provider's memory and decisions: clients, codes, tokens. HTTP is in `app`."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from joserfc import jws
from joserfc.errors import JoseError

from motcua.integrations.ledger import Ledger
from motcua.integrations.vneid.sandbox import minting
from motcua.integrations.vneid.sandbox.faults import Faults
from motcua.integrations.vneid.sandbox.grants import Client, Grant, OAuthError
from motcua.integrations.vneid.sandbox.keys import SigningKeys
from motcua.integrations.vneid.sandbox.personas import BY_KEY, Persona

CODE_LIFETIME = 60
TOKEN_LIFETIME = 30 * 60


class Provider:
    """Decides; knows nothing of HTTP."""

    def __init__(
        self, issuer: str, client: Client, keys: SigningKeys, faults: Faults, ledger: Ledger
    ) -> None:
        self.issuer = issuer
        self.client = client
        self.keys = keys
        self.faults = faults
        self.ledger = ledger
        self.clock_offset = 0.0
        self._lock = threading.Lock()
        self._grants: dict[str, Grant] = {}
        self._access: dict[str, tuple[Persona, float]] = {}

    def now(self) -> float:
        """Return the sandbox's time in seconds since 1970."""
        return time.time() + self.clock_offset

    def check_request(self, params: Mapping[str, str]) -> None:
        """Refuse an authorisation request that is not code + openid + PKCE S256 + state + nonce."""
        if params.get("response_type") != "code":
            raise OAuthError("unsupported_response_type", "response_type")
        if "openid" not in params.get("scope", "").split():
            raise OAuthError("invalid_scope", "openid")
        if params.get("code_challenge_method") != "S256" or len(params.get("code_challenge", "")) != 43:
            raise OAuthError("invalid_request", "PKCE S256")
        for name in ("state", "nonce"):
            if not params.get(name):
                raise OAuthError("invalid_request", name)

    def approve(self, params: Mapping[str, str], persona: Persona) -> str:
        """Hand out a code and return the address to go back to."""
        code = secrets.token_urlsafe(32)
        lifetime = -1 if self.faults.take("expired_code") else CODE_LIFETIME
        grant = Grant(
            persona=persona,
            redirect_uri=params["redirect_uri"],
            nonce=params["nonce"],
            challenge=params["code_challenge"],
            expires=self.now() + lifetime,
        )
        with self._lock:
            self._grants = {k: g for k, g in self._grants.items() if g.expires > self.now() - 600} | {
                code: grant
            }
        self.ledger.write("authorize", "approved", persona=persona.key)
        return self.callback(params, {"code": code})

    def callback(self, params: Mapping[str, str], answer: dict[str, str]) -> str:
        """Return the address of the relying party with the answer and the echoed state."""
        state = {} if self.faults.take("missing_state") else {"state": params.get("state", "")}
        if state and self.faults.take("wrong_state"):
            state = {"state": "trang-thai-cua-nguoi-khac"}
        uri = params["redirect_uri"]
        return f"{uri}{'&' if urlsplit(uri).query else '?'}{urlencode(answer | state)}"

    def exchange(self, form: Mapping[str, str]) -> dict[str, Any]:
        """Trade a code for tokens."""
        self._check_client(form)
        if form.get("grant_type") != "authorization_code":
            raise OAuthError("unsupported_grant_type", "grant_type")
        code = form.get("code", "")
        with self._lock:
            grant = self._grants.get(code)
            if grant is None:
                raise OAuthError("invalid_grant", "unknown code")
            if grant.access_token or self.faults.take("code_reuse"):
                # A code used twice was stolen: what the first use yielded ends too (RFC 6749, 4.1.2).
                self._access.pop(grant.access_token, None)
                raise OAuthError("invalid_grant", "code reuse")
            self._check_grant(grant, form)
            access_token = self._mint_access(grant.persona)
            self._grants[code] = replace(grant, access_token=access_token)
            self._access[access_token] = (grant.persona, self.now() + TOKEN_LIFETIME)
        self.ledger.write("token", "issued", persona=grant.persona.key)
        answer = {"access_token": access_token, "token_type": "Bearer", "expires_in": TOKEN_LIFETIME}
        answer["scope"] = "openid"
        return (
            answer
            if self.faults.take("no_id_token")
            else answer | {"id_token": self._mint_id(grant, access_token)}
        )

    def _check_client(self, form: Mapping[str, str]) -> None:
        pairs = (("client_id", self.client.client_id), ("client_secret", self.client.client_secret))
        if not all(hmac.compare_digest(form.get(name, "").encode(), right.encode()) for name, right in pairs):
            raise OAuthError("invalid_client", "client")

    def _check_grant(self, grant: Grant, form: Mapping[str, str]) -> None:
        if self.now() >= grant.expires:
            raise OAuthError("invalid_grant", "expired code")
        if form.get("redirect_uri") != grant.redirect_uri:
            raise OAuthError("invalid_grant", "redirect_uri")
        verifier = form.get("code_verifier", "")
        digest = minting.part(hashlib.sha256(verifier.encode()).digest())
        if not hmac.compare_digest(digest, grant.challenge):
            raise OAuthError("invalid_grant", "PKCE")

    def _mint_access(self, persona: Persona) -> str:
        now = int(self.now())
        claims = {
            "iss": self.issuer,
            "sub": persona.subject,
            "aud": "account",
            "azp": self.client.client_id,
            "iat": now,
            "exp": now + TOKEN_LIFETIME,
            "jti": secrets.token_urlsafe(16),
            "preferred_username": persona.citizen_id or persona.old_citizen_id,
        }
        return minting.mint(claims, self.keys)

    def _mint_id(self, grant: Grant, access_token: str) -> str:
        now = int(self.now())
        claims = {
            "iss": self.issuer,
            "sub": grant.persona.subject,
            "aud": self.client.client_id,
            "azp": self.client.client_id,
            "iat": now,
            "exp": now + 300,
            "auth_time": now,
            "nonce": grant.nonce,
            "at_hash": minting.half_hash(access_token),
            "preferred_username": grant.persona.citizen_id or grant.persona.old_citizen_id,
        }
        return minting.mint_spoilt(claims, self.keys, self.faults)

    def user_information(self, access_token: str) -> dict[str, str]:
        """Return the claims of whoever the token stands for."""
        with self._lock:
            persona, expires = self._access.get(access_token, (None, 0.0))
        if persona is None or self.now() >= expires:
            raise OAuthError("invalid_token", "access token")
        claims = persona.claims()
        if self.faults.take("userinfo_sub_mismatch"):
            claims = next(other for other in BY_KEY.values() if other != persona).claims()
        if self.faults.take("userinfo_no_name"):
            del claims["HoVaTen"]
        if self.faults.take("userinfo_bad_number"):
            claims["SoDinhDanh"] = "05109000452"
        self.ledger.write("userinfo", "answered", persona=persona.key)
        return claims

    def end_session(self, id_token: str) -> bool:
        """End what the owner of `id_token` holds; False when the token is not ours."""
        try:
            token = jws.extract_compact(id_token.encode())
            key = self.keys.find(str(token.headers().get("kid")))
            if key is None:
                return False
            claims = jws.deserialize_compact(id_token, key, algorithms=["RS256"]).payload
        except (JoseError, ValueError):
            return False
        persona = next((p for p in BY_KEY.values() if f'"{p.subject}"'.encode() in claims), None)
        with self._lock:
            self._access = {token: held for token, held in self._access.items() if held[0] != persona}
        self.ledger.write("logout", "ended", persona=persona.key if persona else "")
        return True
