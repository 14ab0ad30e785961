"""Addresses of the employers room, each with its whole path from the root; ``siker.urls`` joins them."""

from __future__ import annotations

from django.urls import URLPattern, path

from siker.employers import desk_views, members_views, views

urlpatterns: list[URLPattern] = [
    path("perusahaan/daftar/", views.register, name="firm_register"),
    path("perusahaan/", views.home, name="firm_home"),
    path("perusahaan/data/", views.edit, name="firm_edit"),
    path("perusahaan/tutup/", views.leave, name="firm_leave"),
    path("perusahaan/rekan/", members_views.people, name="firm_members"),
    path("perusahaan/rekan/undang", members_views.invite, name="member_invite"),
    path("perusahaan/rekan/undangan/<int:invitation_id>/batal", members_views.cancel, name="member_invite_cancel"),
    path("perusahaan/rekan/<int:member_id>/peran", members_views.role, name="member_role"),
    path("perusahaan/rekan/<int:member_id>/keluarkan", members_views.remove, name="member_remove"),
    path("undangan/<str:code>/", members_views.join, name="member_join"),
    path("petugas/perusahaan/", desk_views.queue, name="officer_firms"),
    path("petugas/perusahaan/<str:firm_id>/", desk_views.firm, name="officer_firm"),
    path("petugas/perusahaan/<str:firm_id>/putuskan", desk_views.decide, name="officer_firm_decide"),
]
