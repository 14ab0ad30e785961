"""How uploaded files come in: in memory only, and never more than a fixed amount. A person's document must not lie in a
temporary folder in clear, which is where Django would put a large one.
"""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload

UPLOAD_MAX = 8 * 1024 * 1024


class MeasuredUpload(MemoryFileUploadHandler):
    """Django's handler for small files, for every file up to ``UPLOAD_MAX``; the rest of a larger request is thrown away unread.

    The view then finds no file, and ``was_too_large`` says why.
    """

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Always in memory."""
        self.activated = True
        self._kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a part, or give up on the whole file."""
        self._kept += len(raw_data)
        if self._kept > UPLOAD_MAX:
            if self.request is not None:
                self.request.META["siker.too_large"] = "1"
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)


def was_too_large(meta: dict[str, Any]) -> bool:
    """Whether a file of this request was thrown away for its size."""
    return "siker.too_large" in meta
