"""The command line of the server. Django is loaded only by the commands that need it, so ``--help`` answers at once."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from siker.command_words import Command, Group

if TYPE_CHECKING:
    from siker.audit.services import Actor

app = typer.Typer(
    help="SIKER, server pusat layanan AK/I.",
    cls=Group,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    subcommand_metavar="PERINTAH [ISIAN]...",
    options_metavar="[PILIHAN]",
)
DEFAULT_PORT = 8765


def _say(text: str) -> None:
    typer.echo(text)


def _prepare() -> None:
    """Make sure that there is a master key, then load Django."""
    from siker import keyring

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "siker.settings")
    data_dir = Path(os.environ.get("SIKER_DATA_DIR") or "var/siker").absolute()
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        if keyring.find(data_dir) is None:
            if os.environ.get("SIKER_HOSTS") or os.environ.get("DATABASE_URL"):
                raise keyring.MasterKeyError(
                    "SIKER belum punya kunci utama. Buat dengan `python -m siker new-key`, lalu simpan salinannya terpisah dari basis data."
                )
            typer.echo(f"Kunci utama baru dibuat di {keyring.create(data_dir)}. Simpan salinannya di tempat lain.", err=True)
    except keyring.MasterKeyError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    import django

    django.setup()


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def _migrate_embedded() -> None:
    """The embedded database follows the program by itself; a PostgreSQL server is migrated by its operator."""
    from django.conf import settings

    if not settings.SIKER_ON_POSTGRESQL:
        _migrate()


def _free_port(host: str, port: int) -> int:
    from siker import listening

    try:
        return listening.free_port(host, port)
    except listening.CannotListenError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def _actor() -> Actor:
    from siker.audit.services import Actor

    return Actor("baris perintah")


@app.command(cls=Command, options_metavar="[PILIHAN]")
def serve(
    host: Annotated[
        str, typer.Option(help="Alamat server. Biarkan begitu, kecuali ada reverse proxy di depannya.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 memilih port yang bebas.")] = DEFAULT_PORT,
    workers: Annotated[int, typer.Option(help="Jumlah proses; basis data SQLite bawaan cukup satu.")] = 1,
    letters: Annotated[bool, typer.Option("--letters/--no-letters", help="Surat dan tugas malam juga; tanpa ini jalankan `worker`.")] = True,
) -> None:
    """Jalankan server, sekaligus pengirim surat dan tugas malamnya. Basis data bawaan disesuaikan dulu."""
    port = _free_port(host, port)
    if not os.environ.get("SIKER_HOSTS"):
        os.environ.setdefault("SIKER_PUBLIC_URL", f"http://{host}:{port}")
    _prepare()
    from django.conf import settings

    _migrate_embedded()
    from django.db import connections

    connections.close_all()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _free_port(host, port)  # once more: bringing the database up to date takes its time
    server = Granian(
        "siker.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=4,
        websockets=False, log_access=False, log_level=LogLevels.warning, respawn_failed_workers=True, backpressure=1024,
        workers_kill_timeout=10,
    )  # fmt: skip
    _say(f"SIKER: http://{host}:{port}/  (data: {settings.SIKER_DATA_DIR})")
    sys.stdout.flush()
    with _letters_beside() if letters else nullcontext():
        server.serve()


@contextmanager
def _letters_beside() -> Iterator[None]:
    """The mail worker as a process of its own beside the server; it ends when the server does, by whatever death."""
    worker = subprocess.Popen([sys.executable, "-m", "siker", "worker", "--server", str(os.getpid())], stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(10)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait(5)


@app.command(cls=Command, options_metavar="[PILIHAN]")
def worker(
    until_empty: Annotated[bool, typer.Option("--until-empty", help="Kerjakan yang sudah waktunya, lalu selesai.")] = False,
    server: Annotated[int, typer.Option("--server", hidden=True)] = 0,
) -> None:
    """Kirim surat yang menunggu, dan kerjakan tugas tiap malam dan tiap jam. Boleh dijalankan lebih dari satu."""
    _prepare()
    from siker.notices import worker as mail

    if mail.is_console_only():
        typer.echo("SIKER_EMAIL_URL belum diisi: surat hanya ditulis di layar ini, tidak terkirim.", err=True)
    mail.run(until_empty=until_empty, server=server)


@app.command(cls=Command, options_metavar="[PILIHAN]")
def migrate() -> None:
    """Sesuaikan basis data dengan versi program ini."""
    _prepare()
    _migrate()
    _say("Basis data sudah sesuai.")


@app.command("new-key", cls=Command, options_metavar="[PILIHAN]")
def new_key() -> None:
    """Buat berkas kunci utama bila belum ada."""
    from siker import keyring

    try:
        _say(f"Kunci utama dibuat di {keyring.create(Path(os.environ.get('SIKER_DATA_DIR') or 'var/siker').absolute())}.")
    except keyring.MasterKeyError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


@app.command("enrol-code", cls=Command, options_metavar="[PILIHAN]")
def enrol_code(
    label: Annotated[str, typer.Option(help="Di mana mesinnya berada.")],
    region: Annotated[str, typer.Option(help="Kode Kemendagri kabupaten atau kota.")] = "33.74",
) -> None:
    """Buat kode pendaftaran mesin: berlaku sepuluh menit, sekali pakai."""
    _prepare()
    _migrate_embedded()
    from siker import clock
    from siker.fleet.services import PlaceRefusedError, create_code

    try:
        code, _ = create_code(label, region, clock.now(), _actor())
    except PlaceRefusedError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    _say(code)


@app.command("create-officer", cls=Command, options_metavar="[PILIHAN]")
def create_officer(
    username: Annotated[str, typer.Argument(help="Nama untuk masuk, misalnya petugas.sari")],
    role: Annotated[list[str], typer.Option(help="Petugas, Teknisi, atau Admin; boleh lebih dari satu kali.")],
    name: Annotated[str, typer.Option(help="Nama lengkap yang dilihat rekan.")] = "",
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Baca kata sandi dari masukan standar.")] = False,
) -> None:
    """Buat akun untuk petugas kantor."""
    _prepare()
    _migrate_embedded()
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError

    from siker import clock
    from siker.accounts import services
    from siker.accounts.models import Role

    known = {item.value: item for item in Role}
    if unknown := [item for item in role if item not in known]:
        typer.echo(f"Peran {unknown[0]!r} tidak ada. Pilih dari {', '.join(known)}.", err=True)
        raise typer.Exit(2)
    password = sys.stdin.readline().rstrip("\n") if password_stdin else getpass.getpass("Kata sandi: ")
    try:
        services.create_officer(username, password, frozenset(known[item] for item in role), clock.now(), _actor(), name)
    except ValidationError as error:
        typer.echo(" ".join(error.messages), err=True)
        raise typer.Exit(2) from None
    except IntegrityError:
        typer.echo("Nama pengguna itu sudah dipakai.", err=True)
        raise typer.Exit(2) from None
    _say(f"Akun {username} siap dipakai.")


@app.command("replay-parked", cls=Command, options_metavar="[PILIHAN]")
def replay_parked() -> None:
    """Setelah pembaruan: proses catatan tertahan yang dulu belum dikenal."""
    _prepare()
    from django.core.management import call_command

    call_command("replay_parked")


@app.command("close-expired", cls=Command, options_metavar="[PILIHAN]")
def close_expired() -> None:
    """Tutup lowongan yang sudah lewat, dan surati perusahaan yang lowongannya segera berakhir. `worker` melakukannya tiap malam."""
    _prepare()
    from siker import clock
    from siker.vacancies import reminding, services

    _say(f"{reminding.warn_expiring(clock.now())} perusahaan diberi tahu.")
    _say(f"{services.close_expired(clock.now(), _actor())} lowongan ditutup.")


@app.command("rebuild-candidates", cls=Command, options_metavar="[PILIHAN]")
def rebuild_candidates() -> None:
    """Susun ulang daftar calon pekerja dari izin yang berlaku hari ini. Pekerja (`worker`) melakukannya tiap malam."""
    _prepare()
    from django.core.management import call_command

    call_command("rebuild_candidates")


@app.command("after-restore", cls=Command, options_metavar="[PILIHAN]")
def after_restore() -> None:
    """Setelah memulihkan cadangan: mulai ulang umpan, agar mesin membaca dan mengirim lagi."""
    _prepare()
    from siker import clock
    from siker.feed.services import restart

    _say(f"{restart(_actor(), clock.now())} umpan dimulai ulang.")


@app.command("build-snapshots", cls=Command, options_metavar="[PILIHAN]")
def build_snapshots(
    everything: Annotated[bool, typer.Option("--all", help="Buat juga bila belum waktunya.")] = False,
) -> None:
    """Buat potret umpan yang sudah waktunya, agar mesin baru terisi cepat. Pekerja (`worker`) melakukannya tiap jam."""
    _prepare()
    from siker import clock
    from siker.feed.snapshots import build_due

    made = build_due(clock.now(), _actor(), all_of_them=everything)
    for offer in made:
        _say(f"Potret umpan {offer.feed} pada revisi {offer.rev}: {offer.packed_bytes // 1024} KB.")
    if not made:
        _say("Belum ada potret yang perlu dibuat.")


@app.command(cls=Command, context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def django(context: typer.Context) -> None:
    """Teruskan perintah ke Django, misalnya ``django check --deploy``."""
    _prepare()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["siker django", *context.args])


@app.command(cls=Command, options_metavar="[PILIHAN]")
def seed(
    number: Annotated[int, typer.Option("--seed", help="Angka yang sama memberi orang yang sama.")] = 1,
    seekers: Annotated[int, typer.Option(help="Jumlah pencari kerja, di luar satu untuk tiap keadaan khusus.")] = 3000,
    employers: Annotated[int, typer.Option(help="Jumlah perusahaan.")] = 150,
    vacancies: Annotated[int, typer.Option(help="Jumlah lowongan yang dibuka, paling banyak 100000.")] = 5000,
    stations: Annotated[int, typer.Option(help="Jumlah mesin, paling sedikit dua.")] = 2,
    password: Annotated[str, typer.Option(help="Kata sandi akun contoh; bila kosong dibuat acak dan ditampilkan.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Isi juga server yang melayani orang banyak.")] = False,
) -> None:
    """Isi server kosong dengan kota contoh: orang, perusahaan, dan lowongan rekaan, semua bertanda CONTOH."""
    import secrets

    if seekers < 0:
        typer.echo("Jumlah pencari kerja tidak bisa kurang dari 0.", err=True)
        raise typer.Exit(2)
    if not 0 <= vacancies <= 100_000 or not 0 <= employers <= 2000:
        typer.echo("Lowongan paling banyak 100000, perusahaan paling banyak 2000.", err=True)
        raise typer.Exit(2)
    _prepare()
    from django.conf import settings

    if not settings.SIKER_EMBEDDED and not force:
        typer.echo("Server ini melayani orang banyak, jadi tidak diisi data contoh. Bila memang perlu, tambahkan --force.", err=True)
        raise typer.Exit(2)
    _migrate_embedded()
    from django.core.exceptions import ValidationError

    from siker import clock
    from siker.feed.snapshots import build_due
    from siker.sample import seed as sample

    chosen = password or secrets.token_urlsafe(12)
    try:
        told = sample.seed(number, sample.Size(seekers, stations, employers, vacancies), chosen, clock.now())
    except sample.AlreadySeededError:
        _say("Data contoh sudah ada.")
        return
    except ValidationError as error:
        typer.echo(" ".join(error.messages), err=True)
        raise typer.Exit(2) from None
    for offer in build_due(clock.now(), _actor()):
        _say(f"Potret umpan {offer.feed} pada revisi {offer.rev} siap untuk mesin baru.")
    if stations < sample.STATIONS_MIN:
        _say(f"Data contoh perlu paling sedikit {sample.STATIONS_MIN} mesin, jadi dibuat {sample.STATIONS_MIN}.")
    _say(f"{told.people} pencari kerja CONTOH, {told.stations} mesin CONTOH.")
    _say(f"{told.firms} perusahaan CONTOH, {told.vacancies} lowongan CONTOH, {told.applications} lamaran CONTOH.")
    if told.accounts:
        _say(f"Akun CONTOH: {', '.join(told.accounts)}  kata sandi: {chosen}")
    for what, address in told.cards.items():
        _say(f"Kartu {what}: {address}")
