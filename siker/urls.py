"""All addresses of the server."""

from __future__ import annotations

from django.urls import include, path

from sync.wire import BASE_PATH

urlpatterns = [
    path(f"{BASE_PATH.strip('/')}/", include("siker.deviceapi.urls")),
]
