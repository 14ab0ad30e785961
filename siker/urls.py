"""All addresses of the server: the stations' door, the public pages, sign-in, and the desk."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path

from siker.accounts.views import login
from siker.ak1 import views as ak1
from siker.applications.urls import urlpatterns as applications
from siker.audit import views as audit
from siker.employers.urls import urlpatterns as employers
from siker.figures.urls import urlpatterns as figures
from siker.fleet import views as fleet
from siker.ingest import views as ingest
from siker.rights import views as rights
from siker.seekers.urls import urlpatterns as seekers
from siker.vacancies.urls import urlpatterns as vacancies
from siker.web import views as web
from sync.wire import BASE_PATH

public = [
    path("", web.front, name="front"),
    path("v/<path:code>", web.verify_card, name="verify_card"),
    path("robots.txt", web.robots, name="robots"),
    path("hak/", rights.index, name="rights"),
    path("hak/daftar.json", rights.listing, name="rights_list"),
    path("hak/<str:topic>/", rights.calculator, name="rights_topic"),
]
sign_in = [
    path("masuk/", login, name="account_login"),
    path("beranda/", web.home, name="home"),
    path("masuk/kode/", mfa.authenticate, name="mfa_authenticate"),
    path("masuk/ulang/", account.reauthenticate, name="account_reauthenticate"),
    path("masuk/ulang/kode/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("masuk/nonaktif/", account.account_inactive, name="account_inactive"),
    path("keluar/", account.logout, name="account_logout"),
    path("akun/", mfa.index, name="mfa_index"),
    path("akun/sandi/", account.password_change, name="account_change_password"),
    path("akun/kode/pasang/", totp.activate_totp, name="mfa_activate_totp"),
    path("akun/kode/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("akun/cadangan/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("akun/cadangan/baru/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("akun/cadangan/unduh/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
desk = [
    path("petugas/", web.desk, name="desk"),
    path("petugas/antrean/", ak1.queue, name="queue"),
    path("petugas/pendaftaran/<str:registration_id>/", ak1.registration, name="registration"),
    path("petugas/pendaftaran/<str:registration_id>/foto", ak1.photo, name="photo"),
    path("petugas/pendaftaran/<str:registration_id>/verifikasi", ak1.verify, name="verify"),
    path("petugas/pendaftaran/<str:registration_id>/tolak", ak1.reject, name="reject"),
    path("petugas/pendaftaran/<str:registration_id>/perbaiki", ak1.correct, name="correct"),
    path("petugas/pendaftaran/<str:registration_id>/cabut-kartu", ak1.withdraw, name="withdraw"),
    path("petugas/ganda/", ak1.conflicts, name="conflicts"),
    path("petugas/ganda/<int:conflict_id>/putuskan", ak1.resolve, name="resolve"),
    path("petugas/tertahan/", ingest.parked, name="parked"),
    path("petugas/tertahan/<str:op_id>/terima", ingest.accept, name="accept"),
    path("petugas/tertahan/<str:op_id>/tutup", ingest.close, name="close"),
    path("petugas/bukti/<int:stray_id>/tutup", ingest.close_stray, name="close_stray"),
    path("petugas/bantuan/", fleet.tickets, name="tickets"),
    path("petugas/bantuan/<str:ticket>/selesai", fleet.ticket_done, name="ticket_done"),
    path("petugas/mesin/", fleet.stations, name="stations"),
    path("petugas/mesin/kode", fleet.create_code, name="create_code"),
    path("petugas/mesin/<str:device_id>/setujui", fleet.approve, name="approve"),
    path("petugas/mesin/<str:device_id>/cabut", fleet.revoke, name="revoke"),
    path("petugas/jejak/", audit.journal, name="journal"),
]
rooms = [*vacancies, *employers, *applications, *seekers, *figures]
urlpatterns = [path(f"{BASE_PATH.strip('/')}/", include("siker.deviceapi.urls")), *public, *sign_in, *desk, *rooms]
handler400 = "siker.web.views.unreadable"
handler403 = "siker.web.views.forbidden"
handler404 = "siker.web.views.not_found"
handler500 = "siker.web.views.fault"
