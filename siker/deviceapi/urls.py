"""Addresses below ``/sync/v1``."""

from __future__ import annotations

from django.urls import path

from siker.deviceapi import views

app_name = "device"
urlpatterns = [
    path("health", views.health, name="health"),
    path("enrol", views.enrol, name="enrol"),
    path("devices/self", views.device_self, name="self"),
    path("head", views.head, name="head"),
    path("changes", views.changes, name="changes"),
    path("snapshots/latest", views.snapshot_offer, name="snapshot"),
    path("snapshots/<str:feed_name>/<str:name>", views.snapshot_file, name="snapshot_file"),
    path("ops:batch", views.ops_batch, name="ops"),
    path("ops/<str:op_id>", views.op_status, name="op"),
    path("leases", views.lease, name="lease"),
    path("lookup", views.find_person, name="lookup"),
    path("blobs/<str:sha256>", views.blob, name="blob"),
    path("heartbeat", views.heartbeat, name="heartbeat"),
    path("<path:rest>", views.nowhere, name="nowhere"),
]
