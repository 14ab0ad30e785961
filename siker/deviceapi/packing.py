"""Answers as small as the station accepts, and files in the parts it asks for. Knows nothing of what is in them."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import zstandard
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

JSON_TYPE = "application/json"
WORTH_PACKING = 4096
_ZSTD_LEVEL, _GZIP_LEVEL = 3, 4
_CHUNK = 64 * 1024
_RANGE = re.compile(r"bytes=([0-9]{1,18})-([0-9]{1,18})")
_of_thread = threading.local()


def packed(request: HttpRequest, body: bytes, status: int = 200) -> HttpResponse:
    """A JSON answer, compressed when it is worth it and the caller takes it."""
    answer = HttpResponse(body, status=status, content_type=JSON_TYPE)
    if len(body) < WORTH_PACKING:
        return answer
    accepted = {part.partition(";")[0].strip() for part in request.headers.get("Accept-Encoding", "").split(",")}
    if "zstd" in accepted:
        answer.content, answer["Content-Encoding"] = _compressor().compress(body), "zstd"
    elif "gzip" in accepted:
        answer.content, answer["Content-Encoding"] = gzip.compress(body, _GZIP_LEVEL, mtime=0), "gzip"
    answer["Content-Length"] = str(len(answer.content))
    answer["Vary"] = "Accept-Encoding"
    return answer


def _compressor() -> zstandard.ZstdCompressor:
    """One for each thread: a shared one ends the process (python-zstandard issue 244)."""
    made: zstandard.ZstdCompressor | None = getattr(_of_thread, "compressor", None)
    if made is None:
        made = _of_thread.compressor = zstandard.ZstdCompressor(level=_ZSTD_LEVEL)
    return made


def file_answer(request: HttpRequest, path: Path, etag: str) -> HttpResponseBase:
    """A file from the disk, whole or the one range asked for (RFC 9110, section 14). Raises OSError when it is gone."""
    size = path.stat().st_size
    asked = request.headers.get("Range", "")
    first, last, status = 0, size - 1, 200
    if asked and request.headers.get("If-Range", etag) == etag and (match := _RANGE.fullmatch(asked)):
        first, last, status = int(match[1]), min(int(match[2]), size - 1), 206
        if first > last:
            refused = HttpResponse(status=416)
            refused["Content-Range"] = f"bytes */{size}"
            return refused
    answer = StreamingHttpResponse(_slice(path, first, last - first + 1), status=status, content_type="application/zstd")
    answer["Content-Length"] = str(last - first + 1)
    answer["ETag"] = etag
    answer["Accept-Ranges"] = "bytes"
    if status == 206:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


def _slice(path: Path, offset: int, length: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(offset)
        while length > 0 and (chunk := file.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
