"""Addresses of vacancies for firms and officers; the public ones stand beside them in ``urls.py``."""

from __future__ import annotations

from django.urls import URLPattern, path

from siker.vacancies import desk_views, import_views, views

firm_urlpatterns: list[URLPattern] = [
    path("perusahaan/lowongan/", views.listing, name="firm_vacancies"),
    path("perusahaan/lowongan/baru/", views.new, name="vacancy_new"),
    path("perusahaan/lowongan/impor/", import_views.upload, name="vacancy_import"),
    path("perusahaan/lowongan/impor/simpan", import_views.confirm, name="vacancy_import_save"),
    path("perusahaan/lowongan/impor/templat.xlsx", import_views.template, name="vacancy_template"),
    path("perusahaan/lowongan/<str:vacancy_id>/", views.own, name="own_vacancy"),
    path("perusahaan/lowongan/<str:vacancy_id>/ubah/", views.edit, name="vacancy_edit"),
    path("perusahaan/lowongan/<str:vacancy_id>/ajukan", views.submit, name="vacancy_submit"),
    path("perusahaan/lowongan/<str:vacancy_id>/salin", views.copy, name="vacancy_copy"),
    path("perusahaan/lowongan/<str:vacancy_id>/buang", views.discard, name="vacancy_discard"),
    path("perusahaan/lowongan/<str:vacancy_id>/perpanjang", views.extend, name="vacancy_extend"),
    path("perusahaan/lowongan/<str:vacancy_id>/tutup", views.close, name="vacancy_close"),
    path("petugas/lowongan/", desk_views.queue, name="officer_vacancies"),
    path("petugas/lowongan/<str:vacancy_id>/", desk_views.vacancy, name="officer_vacancy"),
    path("petugas/lowongan/<str:vacancy_id>/putuskan", desk_views.decide, name="officer_vacancy_decide"),
]
