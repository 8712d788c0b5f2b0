"""Requests to the exchange: bounded in time and size, no redirects, JSON only. Nothing is logged here."""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import requests
import urllib3

from motcua.casework.synchronisation.ports import FileRefused
from motcua.integrations.bounded import TooMuch, TooSlow, read_within
from motcua.integrations.national_portal.errors import PortalSilent, PortalUnclear
from motcua.integrations.national_portal.settings import PortalSettings

_GONE = (403, 404, 410)


class Transport:
    """Sends requests within the limits of the settings. An error never keeps the library's, whose text may quote."""

    def __init__(self, settings: PortalSettings) -> None:
        self._settings = settings
        self._where = urlencode(
            {"dstcode": settings.destination, "providerurl": settings.provider_url}, safe=":/"
        )

    def post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Post JSON through the exchange and return the object answered. Raises PortalSilent, PortalUnclear."""
        url = f"{self._settings.address.rstrip('/')}/{path}?{self._where}"
        deadline = time.monotonic() + self._settings.timeout
        with self._asked("POST", url, json=dict(body)) as response:
            if response.status_code >= 500:
                raise PortalSilent(f"status_{response.status_code}")
            if response.status_code != 200:
                raise PortalUnclear(f"status_{response.status_code}")
            try:
                content = read_within(response, self._settings.max_answer, deadline)
            except TooMuch:
                raise PortalUnclear("too_large") from None
        return _object(content)

    def fetch(self, reference: str) -> bytes:
        """Return a file from the host of attachments. Raises FileRefused, PortalSilent.

        The reference is foreign: it is an address of that host or nothing, and never a path of this machine.
        """
        origin = self._settings.files_origin
        url = urljoin("://".join(origin) + "/", reference.replace("\\", "/"))
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) != origin:
            raise FileRefused(
                "file_foreign", "Tệp nằm ở địa chỉ lạ, không phải kho tệp của Cổng, nên không tải về."
            )
        deadline = time.monotonic() + self._settings.timeout
        with self._asked("GET", url) as response:
            if response.status_code in _GONE:
                raise FileRefused("file_missing", "Cổng Dịch vụ công quốc gia không còn giữ tệp này.")
            if response.status_code != 200:
                raise PortalSilent(f"file_{response.status_code}")
            try:
                return read_within(response, self._settings.max_file, deadline)
            except TooMuch:
                raise FileRefused("file_too_large", "Tệp nặng quá mức được nhận.") from None

    @contextmanager
    def _asked(self, method: str, url: str, **more: Any) -> Iterator[requests.Response]:
        try:
            with requests.Session() as session:
                # The environment may hold a .netrc or a proxy not meant for this.
                session.trust_env = False
                session.verify = self._settings.ca_bundle or True
                with session.request(
                    method, url, timeout=self._settings.timeout, allow_redirects=False, stream=True,
                    headers={"Accept-Encoding": "identity"}, **more,
                ) as response:  # fmt: skip
                    yield response
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, TooSlow):
            raise PortalSilent("no_answer") from None


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        # Half a letter (a lone surrogate) can be told in JSON and kept nowhere: it becomes a question mark.
        body = json.loads(json.dumps(json.loads(content), ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise PortalUnclear("json") from None
    if not isinstance(body, dict):
        raise PortalUnclear("json")
    return body
