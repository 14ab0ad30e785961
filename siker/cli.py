"""The command line of the server. Django is loaded only by the commands that need it, so ``--help`` answers at once."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from siker.audit.services import Actor

app = typer.Typer(
    help="SIKER, server pusat layanan AK/I.", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
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
                    "SIKER has no master key. Make one with `python -m siker new-key` and keep a copy apart from the database."
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


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on. Keep loopback unless a reverse proxy stands in front.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = DEFAULT_PORT,
    workers: Annotated[int, typer.Option(help="Worker processes; the embedded SQLite database wants one.")] = 1,
) -> None:
    """Start the server. The embedded database is migrated first."""
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
    server.serve()


@app.command()
def migrate() -> None:
    """Bring the database to this program's schema."""
    _prepare()
    _migrate()
    _say("Basis data sudah sesuai.")


@app.command("new-key")
def new_key() -> None:
    """Make the master key file where none exists."""
    from siker import keyring

    try:
        _say(f"Kunci utama dibuat di {keyring.create(Path(os.environ.get('SIKER_DATA_DIR') or 'var/siker').absolute())}.")
    except keyring.MasterKeyError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


@app.command("enrol-code")
def enrol_code(
    label: Annotated[str, typer.Option(help="Where the machine stands.")],
    region: Annotated[str, typer.Option(help="Region code as Kemendagri writes it.")] = "33.74",
) -> None:
    """Print a one-time code for a new station: ten minutes, one use."""
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


@app.command("create-officer")
def create_officer(
    username: Annotated[str, typer.Argument(help="Name to sign in with, e.g. petugas.sari")],
    role: Annotated[list[str], typer.Option(help="Petugas, Teknisi or Admin; may be given more than once.")],
    name: Annotated[str, typer.Option(help="Full name colleagues see.")] = "",
    password_stdin: Annotated[bool, typer.Option(help="Read the password from standard input.")] = False,
) -> None:
    """Make an account for a member of staff."""
    _prepare()
    _migrate_embedded()
    from django.core.exceptions import ValidationError
    from django.db import IntegrityError

    from siker import clock
    from siker.accounts import services
    from siker.accounts.models import Role

    known = {item.value: item for item in Role}
    if unknown := [item for item in role if item not in known]:
        typer.echo(f"Unknown role {unknown[0]!r}; choose from {', '.join(known)}.", err=True)
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


@app.command("replay-parked")
def replay_parked() -> None:
    """After an upgrade: let parked facts of formerly unknown types take effect."""
    _prepare()
    from django.core.management import call_command

    call_command("replay_parked")


@app.command("after-restore")
def after_restore() -> None:
    """After restoring a backup: give every feed a new generation, so that stations read it anew and push again."""
    _prepare()
    from siker import clock
    from siker.feed.services import restart

    _say(f"{restart(_actor(), clock.now())} umpan dimulai ulang.")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def django(context: typer.Context) -> None:
    """Pass a command to Django, e.g. ``django check --deploy``."""
    _prepare()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["siker django", *context.args])


@app.command()
def seed(
    number: Annotated[int, typer.Option("--seed", help="The same number gives the same people.")] = 1,
    seekers: Annotated[int, typer.Option(help="How many seekers, beside one for each special case.")] = 40,
    stations: Annotated[int, typer.Option(help="How many stations, at least two.")] = 2,
    password: Annotated[str, typer.Option(help="Password of the sample accounts; a random one is printed if empty.")] = "",
) -> None:
    """Fill an empty server with sample data: invented people, all marked CONTOH."""
    import secrets

    _prepare()
    _migrate_embedded()
    from django.core.exceptions import ValidationError

    from siker import clock
    from siker.sample import seed as sample

    chosen = password or secrets.token_urlsafe(12)
    try:
        told = sample.seed(number, seekers, stations, chosen, clock.now())
    except sample.AlreadySeededError:
        _say("Data contoh sudah ada.")
        return
    except ValidationError as error:
        typer.echo(" ".join(error.messages), err=True)
        raise typer.Exit(2) from None
    _say(f"{told.people} pencari kerja CONTOH, {told.stations} mesin CONTOH.")
    _say(f"Akun: {', '.join(name for name, _, _ in sample.OFFICERS)}  kata sandi: {chosen}")
    for what, address in told.cards.items():
        _say(f"Kartu {what}: {address}")
