"""The program around the pages: commands, settings, migrations, and what must never reach a log or a disk in clear."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests

from sync.wire.codec import encode
from sync.wire.messages import LookupRequest
from tests.server.siker_live import ROOT, LiveServer
from tests.server.siker_people import CANARY_NAME, CANARY_NIK, HttpStation, jpeg, registration


def run(*arguments: str, data_dir: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """One command in a clean environment."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("SIKER_", "DATABASE_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-m", "siker", *arguments], env={**clean, "SIKER_DATA_DIR": str(data_dir), **env},
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


PUBLIC = {"SIKER_HOSTS": "siker.example.go.id", "SIKER_MASTER_KEY": "A" * 43}


def test_migrations_match_the_models(tmp_path: Path) -> None:
    done = run("django", "makemigrations", "--check", "--dry-run", data_dir=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_migrations_go_down_and_up_again(tmp_path: Path) -> None:
    assert run("migrate", data_dir=tmp_path).returncode == 0
    for app in ("ak1", "ingest", "feed", "audit"):
        down = run("django", "migrate", app, "zero", data_dir=tmp_path)
        assert down.returncode == 0, down.stderr
    assert run("migrate", data_dir=tmp_path).returncode == 0


def test_a_public_server_passes_djangos_own_deployment_check(tmp_path: Path) -> None:
    done = run("django", "check", "--deploy", "--fail-level", "WARNING", data_dir=tmp_path, **PUBLIC)
    assert done.returncode == 0, done.stderr


def test_a_public_server_never_invents_a_key(tmp_path: Path) -> None:
    done = run("migrate", data_dir=tmp_path, SIKER_HOSTS="siker.example.go.id")
    assert done.returncode == 2
    assert "new-key" in done.stderr
    assert not (tmp_path / "master.key").exists()


@pytest.mark.parametrize("key", ["short", "A" * 44, "å" * 43])
def test_a_damaged_key_is_refused_with_a_sentence(tmp_path: Path, key: str) -> None:
    done = run("migrate", data_dir=tmp_path, SIKER_MASTER_KEY=key)
    assert done.returncode == 2
    assert "Pulihkan dari salinannya" in done.stderr
    assert key not in done.stderr


def test_the_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    assert run("new-key", data_dir=tmp_path).returncode == 0
    assert (tmp_path / "master.key").stat().st_mode & 0o777 == 0o600
    again = run("new-key", data_dir=tmp_path)
    assert again.returncode == 2
    assert "tidak diganti" in again.stderr


def test_a_public_server_sends_browsers_to_https_and_marks_its_cookies(fresh_server: Callable[..., LiveServer]) -> None:
    server = fresh_server(**PUBLIC, SIKER_BEHIND_PROXY="1")
    host = {"Host": "siker.example.go.id"}
    plain = requests.get(server.url + "/masuk/", headers=host, timeout=30, allow_redirects=False)
    assert plain.headers["Location"].startswith("https://siker.example.go.id/")
    proxied = requests.get(server.url + "/masuk/", headers={**host, "X-Forwarded-Proto": "https"}, timeout=30)
    assert proxied.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "Secure" in proxied.headers["Set-Cookie"]
    assert "HttpOnly" in proxied.headers["Set-Cookie"]
    assert "default-src 'none'" in proxied.headers["Content-Security-Policy"]
    assert requests.get(server.url + "/", headers={"Host": "evil.example"}, timeout=30).status_code == 400


def test_help_answers_without_loading_django(tmp_path: Path) -> None:
    done = run("--help", data_dir=tmp_path)
    assert done.returncode == 0
    for command in ("serve", "migrate", "seed", "enrol-code", "create-officer", "django"):
        assert command in done.stdout
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, siker.cli; sys.exit('django' in sys.modules)"], cwd=ROOT, timeout=30, check=False
    )
    assert loaded.returncode == 0


def test_sample_data_is_the_same_for_the_same_number_and_all_marked(tmp_path: Path) -> None:
    script = (
        "from siker.ak1.models import Registration; from siker.ak1.records import answers_of\n"
        "for row in Registration.objects.order_by('pk'):\n"
        "    a = answers_of(row); print(row.pk, row.state, a.biodata.nama, a.biodata.nik.value)"
    )
    told = []
    for folder in ("a", "b"):
        made = run("seed", "--seekers", "8", "--vacancies", "60", "--seed", "5", data_dir=tmp_path / folder)
        assert made.returncode == 0, made.stderr
        told.append(run("django", "shell", "--no-imports", "-c", script, data_dir=tmp_path / folder).stdout.splitlines())
    assert told[0] == told[1]
    assert len(told[0]) >= 14
    for line in told[0]:
        assert " Contoh " in line
        assert line.split()[-1][:6] == "337499"
    again = run("seed", "--seekers", "8", "--vacancies", "60", "--seed", "5", data_dir=tmp_path / "a")
    assert "sudah ada" in again.stdout


def test_an_officer_made_on_the_command_line_can_sign_in(fresh_server: Callable[..., LiveServer]) -> None:
    server = fresh_server()
    server.command("create-officer", "petugas.uji", "--role", "Petugas", "--password-stdin", stdin="kalimat-panjang-42\n")
    with requests.Session() as session:
        page = session.get(server.url + "/masuk/", timeout=30).text
        token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        form = {"login": "petugas.uji", "password": "kalimat-panjang-42", "csrfmiddlewaretoken": token}
        answer = session.post(server.url + "/masuk/", form, headers={"Referer": server.url}, timeout=30)
        assert "Selamat bekerja" in answer.text


def test_nothing_personal_reaches_a_log_or_the_disk_in_clear(fresh_server: Callable[..., LiveServer]) -> None:
    """A seeded person goes through every door, the broken ones too; then every file is searched for them."""
    from domain.nik import Nik

    server = fresh_server()
    station = HttpStation(server.url)
    station.enrol(server.code())
    station.lease()
    twin = station.me
    raw = jpeg()
    who = replace(
        registration(person=Nik(CANARY_NIK), name=CANARY_NAME),
        foto_sha256=hashlib.sha256(raw).hexdigest(),
        telepon="+628139990777",
    )
    card = twin.card_fact(who)
    station.push(twin.registered(who), twin.op(card), twin.printed(card))
    broken = twin.registered(replace(who, registration_id="x" * 60))
    broken = type(broken)(
        **{name: getattr(broken, name) for name in broken.__struct_fields__} | {"body": {"nik": CANARY_NIK}, "sig": ""}
    )
    station.push(broken)
    station.call("PUT", f"/blobs/{who.foto_sha256}", body=raw)
    station.call("POST", "/lookup", LookupRequest(nik=CANARY_NIK))
    station.call("POST", "/lookup", body=f'{{"nik": "{CANARY_NIK}"'.encode())
    station.call("POST", "/ops:batch", body=f'{{"ops": [{{"nik": "{CANARY_NIK}", "op_id": 5}}]}}'.encode())
    requests.post(server.url + "/sync/v1/lookup", data=encode(LookupRequest(nik=CANARY_NIK)), timeout=30)
    requests.get(server.url + "/v/" + twin.card_code(card), timeout=30)
    requests.get(server.url + f"/petugas/antrean/?q={CANARY_NIK}", timeout=30)
    requests.get(server.url + f"/tidak/ada/{CANARY_NIK}", timeout=30)
    requests.post(server.url + "/masuk/", {"login": CANARY_NIK, "password": "x"}, timeout=30)
    server.command("create-officer", "petugas.uji", "--role", "Petugas", "--password-stdin", stdin="kalimat-panjang-42\n")
    with requests.Session() as session:

        def send(path: str, **form: str) -> str:
            page = session.get(server.url + path, timeout=30).text
            form["csrfmiddlewaretoken"] = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
            return session.post(server.url + path, form, headers={"Referer": server.url}, timeout=30).text

        assert "tidak cocok" in send("/masuk/", login=CANARY_NIK, password="x")
        assert "Selamat bekerja" in send("/masuk/", login="petugas.uji", password="kalimat-panjang-42")
        assert "1 pendaftaran dengan NIK" in send("/petugas/antrean/", nik=CANARY_NIK)
        assert "kurang" in send("/petugas/antrean/", nik=CANARY_NIK[:-1])
        assert "Tidak ada yang cocok" in send("/petugas/antrean/", q=CANARY_NIK)
    needles = [CANARY_NIK.encode(), CANARY_NAME.encode(), b"Kenariwati", b"628139990777", raw[10:60]]
    searched = 0
    for file in server.data_dir.rglob("*"):
        if file.is_file():
            searched += 1
            content = file.read_bytes()
            for needle in needles:
                assert needle not in content, f"{needle[:20]!r} in {file.name}"
    assert searched >= 4
    assert (datetime.now(UTC) - datetime.fromtimestamp((server.data_dir / "siker.sqlite3").stat().st_mtime, UTC)).days < 1


def test_a_second_server_on_a_taken_port_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as the server's own socket does
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), data_dir=tmp_path)
    assert done.returncode == 2
    assert done.stderr.strip() == (
        f"Alamat 127.0.0.1:{port} sudah dipakai program lain. Hentikan program itu, atau pilih port lain dengan --port."
    )
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--port", "99999999"), "Port 99999999 tidak ada."),
        (("--port", "-1"), "Port -1 tidak ada."),
        (("--host", "192.0.2.1"), "bukan alamat komputer ini"),
    ],
)
def test_a_place_nobody_can_listen_on_is_refused_with_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = run("serve", *arguments, data_dir=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_two_live_servers_never_share_a_port(fresh_server: Callable[..., LiveServer], tmp_path: Path) -> None:
    server = fresh_server()
    done = run("serve", "--port", server.url.rsplit(":", 1)[1], data_dir=tmp_path / "other")
    assert done.returncode == 2
    assert "sudah dipakai program lain" in done.stderr
    assert requests.get(server.url + "/sync/v1/health", timeout=30).status_code == 200


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("enrol-code", "--label", " "), "Tulis di mana mesinnya berada, paling panjang 120 huruf."),
        (("enrol-code", "--label", "CONTOH", "--region", "JATENG"), "Kode wilayah ditulis seperti 33.74"),
        (("enrol-code", "--label", "CONTOH", "--region", "33.74.01"), "Kode wilayah ditulis seperti 33.74"),
        (("enrol-code",), "--label belum diisi. Lihat bantuannya: python -m siker enrol-code --help"),
        (("create-officer",), "USERNAME belum diisi."),
        (("serve", "--port", "delapan"), "Isi --port tidak bisa dipakai."),
        (("serve", "--tidak-ada"), "Tidak ada pilihan --tidak-ada."),
        (("jalan",), "Tidak ada perintah 'jalan'."),
        (("seed", "--seekers", "-1"), "Jumlah pencari kerja tidak bisa kurang dari 0."),
        (("seed", "--vacancies", "100001"), "Lowongan paling banyak 100000, perusahaan paling banyak 2000."),
    ],
)
def test_a_mistake_on_the_command_line_is_one_sentence(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments, data_dir=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_the_command_line_speaks_one_language(tmp_path: Path) -> None:
    commands = ("serve", "migrate", "new-key", "enrol-code", "create-officer", "replay-parked", "after-restore", "build-snapshots", "seed")
    for arguments in ((), *((name,) for name in commands)):
        told = run(*arguments, "--help", data_dir=tmp_path).stdout
        assert "Cara pakai: python -m siker" in told
        assert "Pilihan" in told
        for english in ("Usage", "Options", "Commands", "Arguments", "Show", " the ", " of ", "default", "required", "OPTIONS"):
            assert english not in told, (arguments, english)


def test_too_few_sample_stations_are_made_up_to_two_and_said(tmp_path: Path) -> None:
    done = run("seed", "--stations", "1", "--seekers", "1", "--vacancies", "20", data_dir=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Data contoh perlu paling sedikit 2 mesin, jadi dibuat 2." in done.stdout
    assert "2 mesin CONTOH" in done.stdout
