"""Runs pytest as if a package were not installed: ``python -m tools.without django tests/unit …``."""

from __future__ import annotations

import sys

PLUGINS = {"django": ["-p", "no:django"], "PySide6": ["-p", "no:pytest-qt", "-p", "no:qt"]}


def main() -> int:
    """Block the package named first, pass the rest to pytest."""
    package, *rest = sys.argv[1:]
    sys.modules[package] = None  # type: ignore[assignment]  # Python's own way to say: there is no such package
    import pytest

    options = [*PLUGINS.get(package, []), "-p", "no:cacheprovider"]
    return int(pytest.main([*options, *rest]))


if __name__ == "__main__":
    raise SystemExit(main())
