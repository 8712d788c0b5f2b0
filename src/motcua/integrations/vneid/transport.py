"""Requests to the provider: bounded in time and size, no redirects, JSON only."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from motcua.integrations.bounded import TooMuch, TooSlow, read_within
from motcua.integrations.vneid.errors import AnswerTooLarge, ProviderFault, ProviderTimeout
from motcua.integrations.vneid.settings import VneidSettings, is_safe_url


@dataclass(frozen=True)
class Answer:
    """Status and JSON object of an answer below 500."""

    status: int
    body: Mapping[str, Any]


class Transport:
    """Sends requests within the limits of the settings. `step` names the request in the reason of an error.

    Nothing is logged here, since addresses, bodies and headers carry codes and tokens; for the same reason an
    error never keeps the library's exception, whose text may quote them.
    """

    def __init__(self, settings: VneidSettings) -> None:
        self._settings = settings

    def get(self, step: str, url: str, bearer: str = "") -> Answer:
        """Fetch `url`."""
        return self._exchange(step, "GET", url, {"Authorization": f"Bearer {bearer}"} if bearer else {}, None)

    def post_form(self, step: str, url: str, form: Mapping[str, str]) -> Answer:
        """Post a form to `url`."""
        return self._exchange(step, "POST", url, {}, form)

    def _exchange(
        self, step: str, method: str, url: str, headers: Mapping[str, str], form: Mapping[str, str] | None
    ) -> Answer:
        if not is_safe_url(url):
            raise ProviderFault(f"{step}_address")
        deadline = time.monotonic() + self._settings.timeout
        try:
            with (
                self._session() as session,
                session.request(
                    method,
                    url,
                    data=form,
                    headers={"Accept": "application/json", "Accept-Encoding": "identity", **headers},
                    timeout=self._settings.timeout,
                    allow_redirects=False,
                    stream=True,
                ) as response,
            ):
                content = self._read(step, response, deadline)
                return Answer(response.status_code, parse(step, response, content))
        except (requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
            raise ProviderTimeout(f"{step}_timeout") from None
        except requests.ConnectionError:
            raise ProviderTimeout(f"{step}_unreachable") from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError):
            raise ProviderFault(f"{step}_broken") from None

    def _session(self) -> requests.Session:
        session = requests.Session()
        # The environment may hold a .netrc that replaces our Authorization, or a proxy not meant for this.
        session.trust_env = False
        session.verify = self._settings.ca_bundle or True
        if self._settings.proxy:
            session.proxies = {"https": self._settings.proxy}
        session.mount("https://", HTTPAdapter(max_retries=0))
        return session

    def _read(self, step: str, response: requests.Response, deadline: float) -> bytes:
        try:
            return read_within(response, self._settings.max_answer, deadline)
        except TooMuch:
            raise AnswerTooLarge(f"{step}_too_large") from None
        except TooSlow:
            raise ProviderTimeout(f"{step}_slow") from None


def parse(step: str, response: requests.Response, content: bytes) -> Mapping[str, Any]:
    """Return the JSON object of an answer below 500, or raise `ProviderFault`."""
    if response.status_code >= 500 or 300 <= response.status_code < 400:
        raise ProviderFault(f"{step}_{response.status_code}")
    media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if media_type not in {"application/json", "application/jwk-set+json"}:
        raise ProviderFault(f"{step}_content_type")
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise ProviderFault(f"{step}_json") from None
    if not isinstance(body, dict):
        raise ProviderFault(f"{step}_json")
    return body
