"""Where the one master secret comes from, and the separate keys derived from it.

Order: ``SIKER_MASTER_KEY`` (base64url of 32 bytes), the file named by ``SIKER_MASTER_KEY_FILE``, then ``master.key`` in the
data folder. Lose it and every encrypted record is lost: back it up apart from the database. Nothing here prints it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sync.wire.keys import b64, unb64

KEY_BYTES = 32
FILE_NAME = "master.key"


class MasterKeyError(Exception):
    """The master key is missing or damaged; the text says where it was looked for and never shows it."""


def key_file(data_dir: Path) -> Path:
    """The file that holds the key when the environment does not."""
    return Path(os.environ.get("SIKER_MASTER_KEY_FILE") or data_dir / FILE_NAME)


def find(data_dir: Path) -> bytes | None:
    """The master key, or None when there is none yet. Raises MasterKeyError when it is damaged."""
    text = os.environ.get("SIKER_MASTER_KEY", "")
    file = key_file(data_dir)
    if not text and file.is_file():
        text = file.read_text("ascii").strip()
    if not text:
        return None
    try:
        raw = unb64(text)
    except ValueError:
        raw = b""
    if len(raw) != KEY_BYTES:
        raise MasterKeyError(
            f"Kunci utama di SIKER_MASTER_KEY atau {file} rusak (bukan base64url {KEY_BYTES} byte). Pulihkan dari salinannya."
        )
    return raw


def create(data_dir: Path) -> Path:
    """Make a new key file, readable by the owner alone. Raises MasterKeyError rather than overwrite one."""
    file = key_file(data_dir)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise MasterKeyError(f"{file} sudah ada dan tidak diganti.") from None
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(b64(secrets.token_bytes(KEY_BYTES)) + "\n")
    return file


def derive(master: bytes, purpose: str) -> bytes:
    """A 32-byte key for one purpose; keys of two purposes tell nothing about each other."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"siker/{purpose}/1".encode()).derive(master)
