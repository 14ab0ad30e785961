"""Two small layers around every answer: the server's time, and the caller's real address behind a proxy."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from siker import clock

Next = Callable[[HttpRequest], HttpResponse]


def server_time(get_response: Next) -> Next:
    """Add ``Siker-Time`` in epoch milliseconds to every answer, errors included."""

    def layer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Siker-Time"] = str(clock.epoch_ms(clock.now()))
        return response

    return layer


def client_address(get_response: Next) -> Next:
    """Behind our own proxy the caller is the last address the proxy added; otherwise the header is ignored."""

    def layer(request: HttpRequest) -> HttpResponse:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if settings.SIKER_BEHIND_PROXY and forwarded:
            request.META["REMOTE_ADDR"] = forwarded.rsplit(",", 1)[-1].strip()[:64]
        return get_response(request)

    return layer
