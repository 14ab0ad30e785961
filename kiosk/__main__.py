"""The command line of the station: ``python -m kiosk``. Each command imports only what it needs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk.config import ConfigError, StationConfig, load


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status (0 well, 1 something is wrong, 2 it was called wrongly)."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["rights"]:
        from kiosk.rights_cli import main as rights

        return rights(words[1:])
    arguments = _parser().parse_args(words)
    try:
        return _do(arguments)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2


def _do(arguments: argparse.Namespace) -> int:
    config = load(arguments.config)
    match arguments.command:
        case "run":
            return _run(config, arguments)
        case "demo":
            from kiosk.dev.demo import demo

            return demo(arguments.out)
        case "enrol":
            return _enrol(config, arguments.code)
        case "doctor":
            return _doctor(config)
        case "export-logs":
            return _export_logs(config, arguments.file)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk", description="Anjungan Tenaga Kerja Mandiri: the station.")
    parser.add_argument("--config", type=Path, metavar="FILE", help="station.toml (default: $ANJUNGAN_CONFIG or /etc/anjungan)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="show the kiosk")
    run.add_argument("--dev", action="store_true", help="with an embedded SIKER, simulated devices and the dev dock")
    demo = commands.add_parser("demo", help="drive whole visits without a display or a person; results in a folder")
    demo.add_argument("--out", type=Path, default=Path("out"), metavar="FOLDER")
    enrol = commands.add_parser("enrol", help="give this station its identity with a one-time code of the office")
    enrol.add_argument("code")
    commands.add_parser("doctor", help="check database, clock, disk, reader, printer, server; one line each")
    logs = commands.add_parser("export-logs", help="write the logs, without personal data, into a zip")
    logs.add_argument("file", type=Path)
    commands.add_parser("rights", help="calculate workers' rights from a JSON file, or --topics", add_help=False)
    return parser


def _run(config: StationConfig, arguments: argparse.Namespace) -> int:
    import os

    from kiosk.logs import configure

    if not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        print(
            "There is no display here. Start the kiosk from its unit (docs/operations.md), or try `make demo`.", file=sys.stderr
        )
        return 2
    if arguments.dev:
        from kiosk.dev.run import run_with_dock

        return run_with_dock()
    configure(config.log_dir, terminal=sys.stderr.isatty())
    from kiosk.app import run

    return run(config)


def _enrol(config: StationConfig, code: str) -> int:
    from kiosk.behind import opened
    from kiosk.store.errors import StoreError
    from sync.client import RefusedError, SyncError

    try:
        with opened(config) as station:
            enrolment = station.enrol(code)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1
    except RefusedError as error:
        print(
            f"SIKER did not take the code ({error.code}). Ask the office for a new one: it works once, for ten minutes.",
            file=sys.stderr,
        )
        return 1
    except SyncError as error:
        print(
            f"SIKER could not be reached at {config.server_url} ({error.code}). Check the network; the code is still good.",
            file=sys.stderr,
        )
        return 1
    print(f"This is station {enrolment.identity.station} of region {enrolment.identity.region}.")
    print(f"The six words, the same on the officer's screen: {enrolment.words}")
    if not enrolment.identity.approved:
        print("It works as soon as the officer has approved it.")
    return 0


def _doctor(config: StationConfig) -> int:
    from kiosk.behind import examine

    return examine(config)


def _export_logs(config: StationConfig, target: Path) -> int:
    import platform

    from kiosk import VERSION
    from kiosk.logs import export

    about = f"anjungan {VERSION}\npython {platform.python_version()}\n{platform.platform()}\n"
    count = export(config.log_dir, target, extra={"about.txt": about})
    print(f"{count} {'file' if count == 1 else 'files'} in {target}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
