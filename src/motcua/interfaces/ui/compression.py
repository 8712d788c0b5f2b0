"""Pages go out small: on a slow line their text is most of the wait."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressionMiddleware(GZipMiddleware):
    """Compresses pages and tables; papers and pictures are compressed already.

    What is secret on a page cannot be told from the answer's length: Django pads it by chance (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what is text, for a browser that can read it."""
        if not response.headers.get("Content-Type", "").startswith("text/"):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed
