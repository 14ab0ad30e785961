"""The vault's key and what is derived from it: file keys, wrapping key, person index, and a data key per person.

The key lives outside the database: a systemd credential, else a file only its owner can read in another folder.
Deleting a person's wrapped data key makes everything sealed under it unreadable, in backups and on flash alike.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from domain.nik import Nik
from kiosk.store.errors import KeyUnusableError, VaultDamagedError

CREDENTIAL = "anjungan-vault-key"
KEY_FILE = "vault.key"
_KEY_BYTES = 32
_NONCE_BYTES = 12


def load_key(key_folder: Path, *, create: bool) -> bytes:
    """The 256-bit vault key. ``create``: make one when there is none (never when a vault already exists)."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    if folder and (Path(folder) / CREDENTIAL).exists():
        return _parse((Path(folder) / CREDENTIAL).read_bytes(), "systemd credential")
    path = key_folder / KEY_FILE
    if path.exists():
        mode = path.stat()
        if stat.S_IMODE(mode.st_mode) & 0o077:
            raise KeyUnusableError(f"The key file {path} can be read by others; set its mode to 0600.")
        return _parse(path.read_bytes(), str(path))
    if not create:
        raise KeyUnusableError(f"The key of the station's database is missing ({path}); restore it from the sealed copy.")
    return _create(path)


def _parse(raw: bytes, where: str) -> bytes:
    try:
        key = bytes.fromhex(raw.decode("ascii").strip())
    except (UnicodeDecodeError, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise KeyUnusableError(f"The key in {where} is not 64 hexadecimal digits; restore it from the sealed copy.")
    return key


def _create(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_bytes(_KEY_BYTES)
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, key.hex().encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    part.rename(path)
    sync_folder(path.parent)
    return key


def sync_folder(folder: Path) -> None:
    """Make a rename in ``folder`` durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """Keys derived from the one vault key; ``repr`` shows none."""

    file_key: bytes
    wrap_key: bytes
    index_key: bytes
    catalog_key: bytes

    def __repr__(self) -> str:
        return "VaultKeys(…)"

    @classmethod
    def derive(cls, vault_key: bytes) -> VaultKeys:
        """Independent keys for independent uses."""

        def expand(use: str) -> bytes:
            return HKDFExpand(SHA256(), _KEY_BYTES, b"anjungan/vault/1/" + use.encode()).derive(vault_key)

        return cls(expand("file"), expand("wrap"), expand("index"), expand("catalog"))

    def nik_index(self, nik: Nik) -> bytes:
        """The keyed index of a NIK; useless without the key."""
        return hmac.digest(self.index_key, b"nik\n" + nik.value.encode(), hashlib.sha256)

    def machine_mark(self, machine_id: str) -> bytes:
        """What binds a database to a machine."""
        return hmac.digest(self.index_key, b"machine\n" + machine_id.encode(), hashlib.sha256)

    def wrap(self, secret: bytes, purpose: str) -> bytes:
        """Seal a key or secret under the vault's key."""
        return seal(self.wrap_key, secret, purpose)

    def unwrap(self, sealed: bytes, purpose: str) -> bytes:
        """Inverse of ``wrap``. Raises VaultDamagedError."""
        return unseal(self.wrap_key, sealed, purpose)


def new_data_key() -> bytes:
    """A fresh AES-256 key for one person."""
    return secrets.token_bytes(_KEY_BYTES)


def seal(key: bytes, content: bytes, purpose: str) -> bytes:
    """AES-256-GCM, random nonce first; ``purpose`` is authenticated so that rows cannot be swapped."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, purpose.encode())


def unseal(key: bytes, sealed: bytes, purpose: str) -> bytes:
    """Inverse of ``seal``. Raises VaultDamagedError."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], purpose.encode())
    except InvalidTag:
        raise VaultDamagedError("a sealed row does not open") from None
