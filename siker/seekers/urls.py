"""Addresses of the seekers room, each with its whole path from the root; ``siker.urls`` joins them."""

from __future__ import annotations

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from siker.seekers import views_account as account
from siker.seekers import views_data as data
from siker.seekers import views_desk as desk
from siker.seekers import views_files as files
from siker.seekers import views_home as home

urlpatterns: list[URLPattern] = [
    path("akun/klaim/", account.claim, name="claim"),
    path("akun/klaim", RedirectView.as_view(pattern_name="claim", permanent=True), name="claim_typed"),
    path("akun/klaim/baru/", account.claim_finish, name="claim_finish"),
    path("masuk/lupa/", account.forgotten, name="forgotten"),
    path("masuk/lupa/<str:who>/<str:token>/", account.forgotten_finish, name="forgotten_finish"),
    path("saya/", home.seeker_home, name="seeker_home"),
    path("saya/lamaran/<str:application_id>/", home.my_application, name="my_application"),
    path("saya/lamaran/<str:application_id>/tarik", home.withdraw_application, name="withdraw_application"),
    path("saya/cv.pdf", home.my_cv, name="my_cv"),
    path("saya/berkas/", files.my_files, name="my_files"),
    path("saya/berkas/<str:file_id>/hapus", files.delete_file, name="delete_file"),
    path("saya/akun/", account.my_account, name="my_account"),
    path("saya/akun/nama", account.change_login, name="change_login"),
    path("saya/akun/sandi", account.change_password, name="change_password"),
    path("saya/akun/izin", account.choose, name="choose"),
    path("saya/akun/keluar-semua", account.leave_everywhere, name="leave_everywhere"),
    path("saya/data/", data.my_data, name="my_data"),
    path("saya/data/semua/", data.my_data_all, name="my_data_all"),
    path("saya/data/unduh.json", data.my_data_json, name="my_data_json"),
    path("saya/data/hapus/", data.ask_erasure, name="ask_erasure"),
    path("saya/data/hapus/batal", data.take_back_erasure, name="take_back_erasure"),
    path("lowongan/<str:number>/lamar/", home.apply, name="apply"),
    path("berkas/<str:file_id>", files.file, name="file"),
    path("petugas/pendaftaran/<str:registration_id>/kode-akun", desk.make_code, name="make_claim_code"),
    path("petugas/hapus-data/", desk.erasures, name="erasures"),
    path("petugas/hapus-data/<int:request_id>", desk.decide_erasure, name="decide_erasure"),
    path("petugas/surat/", desk.letters, name="letters"),
    path("petugas/surat/<str:notice_id>/lagi", desk.letter_again, name="letter_again"),
]
