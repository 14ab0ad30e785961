"""Lets many read a file at once and one replace it: whoever replaces waits for the readers inside and keeps new ones out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ReadersGate:
    """``shared`` for readers (may be nested), ``alone`` for the moment of a replacement."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._closed = False
        self._depth = threading.local()

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Inside, the file stays where it is."""
        depth = getattr(self._depth, "value", 0)
        if depth == 0:
            with self._changed:
                while self._closed:
                    self._changed.wait()
                self._inside += 1
        self._depth.value = depth + 1
        try:
            yield
        finally:
            self._depth.value = depth
            if depth == 0:
                with self._changed:
                    self._inside -= 1
                    self._changed.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Inside, nobody reads. Not from within ``shared``; one caller at a time."""
        with self._changed:
            self._closed = True
            while self._inside:
                self._changed.wait()
        try:
            yield
        finally:
            with self._changed:
                self._closed = False
                self._changed.notify_all()
