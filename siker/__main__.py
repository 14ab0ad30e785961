"""``python -m siker``: start and look after the server."""

from __future__ import annotations


def main() -> None:
    """Entry point; the commands live in ``siker.cli``."""
    from siker.cli import app

    app()


if __name__ == "__main__":
    main()
