"""What can go wrong with the store, as services hear of it: typed, without the driver's words and without anybody's data."""

from __future__ import annotations

from enum import StrEnum

from sync.ports import Condition


class StoreError(Exception):
    """Base of what the store refuses. ``code`` names it; the text is a sentence for the technician, never personal."""

    code = "store"


class Unavailable(StrEnum):
    """Why the disk did not take it."""

    DISK_FULL = "disk_full"
    IO_ERROR = "io_error"
    READ_ONLY = "read_only"
    BUSY = "busy"


class StoreUnavailableError(StoreError):
    """Nothing was written (the transaction is undone) or nothing could be read; the visit cannot go on now."""

    code = "store_unavailable"

    def __init__(self, reason: Unavailable) -> None:
        super().__init__(_UNAVAILABLE[reason])
        self.reason = reason


_UNAVAILABLE = {
    Unavailable.DISK_FULL: "The disk is full; free some space on the data disk, the station goes on by itself.",
    Unavailable.IO_ERROR: "The data disk answers with errors; check its cable and health, then replace it.",
    Unavailable.READ_ONLY: "The data disk is mounted read-only; check its health and mount it writable.",
    Unavailable.BUSY: "Another program holds the station's database; end it.",
}


class VaultTooNewError(StoreError):
    """The database was written by a newer program."""

    code = "vault_too_new"

    def __init__(self, found: str) -> None:
        super().__init__(
            f"The station's database has schema {found}, which this program does not know. "
            "Install the newer program again; do not delete the database."
        )
        self.found = found


class VaultDamagedError(StoreError):
    """The integrity check failed, or the file is not a database under this key."""

    code = "vault_damaged"

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"The station's database cannot be trusted ({detail}). "
            "Keep the file, restore the newest backup and enrol the station anew."
        )
        self.detail = detail


class KeyUnusableError(StoreError):
    """The vault's key is missing, malformed, or readable by others."""

    code = "key_unusable"


class NotEnrolledError(StoreError):
    """No identity to sign a fact with."""

    code = "not_enrolled"

    def __init__(self) -> None:
        super().__init__("The station is not enrolled; enrol it with a code from the office.")


class IssuingRefusedError(StoreError):
    """The station's condition forbids facts or numbers; ``condition`` says why."""

    code = "issuing_refused"

    def __init__(self, condition: Condition) -> None:
        super().__init__(_REFUSED.get(condition, "The station may not issue cards now."))
        self.condition = condition


_REFUSED = {
    Condition.PENDING: "The office has not approved this station yet; compare the six words with the officer.",
    Condition.REVOKED: "The office has withdrawn this station; ask the office.",
    Condition.FORKED: "The server saw two stations with this identity; enrol this one anew.",
    Condition.COPIED: "This database was copied from another machine; enrol this one anew.",
    Condition.ROLLED_BACK: "This database is older than what the station already did; enrol it anew.",
    Condition.CHAIN_LOST: "The server lost facts this station no longer holds; enrol the station anew.",
}
