"""Addresses of the applications room, each with its whole path from the root; ``siker.urls`` joins them."""

from __future__ import annotations

from django.urls import URLPattern, path

from siker.applications import candidate_views as candidate
from siker.applications import desk_views as desk
from siker.applications import firm_views as firm

urlpatterns: list[URLPattern] = [
    path("perusahaan/pelamar/", firm.firm_applications, name="firm_applications"),
    path("perusahaan/pelamar/tabel.csv", firm.firm_applications_csv, name="firm_applications_csv"),
    path("perusahaan/pelamar/lowongan/<str:vacancy_id>/sisanya", firm.firm_not_hire_rest, name="firm_not_hire_rest"),
    path("perusahaan/pelamar/<str:application_id>/", firm.firm_application, name="firm_application"),
    path("perusahaan/pelamar/<str:application_id>/cv.pdf", firm.firm_application_cv, name="firm_application_cv"),
    path("perusahaan/pelamar/<str:application_id>/undang", firm.firm_invite, name="firm_invite"),
    path("perusahaan/pelamar/<str:application_id>/terima", firm.firm_hire, name="firm_hire"),
    path("perusahaan/pelamar/<str:application_id>/belum", firm.firm_not_hire, name="firm_not_hire"),
    path("perusahaan/calon/", candidate.firm_candidates, name="firm_candidates"),
    path("perusahaan/calon/<str:vacancy_id>/", candidate.firm_candidate_search, name="firm_candidate_search"),
    path("perusahaan/calon/<str:vacancy_id>/<str:key>/", candidate.firm_candidate, name="firm_candidate"),
    path("perusahaan/calon/<str:vacancy_id>/<str:key>/undang", candidate.firm_candidate_invite, name="firm_candidate_invite"),
    path("petugas/lamaran/", desk.desk_applications, name="desk_applications"),
    path("petugas/lamaran/<str:application_id>/", desk.desk_application, name="desk_application"),
    path("petugas/lamaran/<str:application_id>/buka-lagi", desk.reopen_application, name="reopen_application"),
    path("petugas/pendaftaran/<str:registration_id>/lamaran/", desk.registration_applications, name="registration_applications"),
    path("petugas/pendaftaran/<str:registration_id>/rujuk", desk.refer, name="refer"),
    path("petugas/rujukan/<str:referral_id>.pdf", desk.referral_pdf, name="referral_pdf"),
    path("petugas/rujukan/<str:referral_id>/hasil", desk.referral_result, name="referral_result"),
]
