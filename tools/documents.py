"""``make docs``: writes every document that comes from code. A test keeps them current."""

from __future__ import annotations

from tools import flow_doc, protocol_doc


def main() -> None:
    """Write them all."""
    flow_doc.write()
    protocol_doc.main()


if __name__ == "__main__":
    main()
