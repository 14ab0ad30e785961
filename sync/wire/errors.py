"""Error codes of the protocol and what the station does about each. One list, printed into docs/protocol.md."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ErrorCode(StrEnum):
    """Codes in the ``code`` field of a problem answer."""

    MALFORMED = "malformed"
    BAD_DIGEST = "bad_digest"
    BAD_SIGNATURE = "bad_signature"
    CLOCK_SKEW = "clock_skew"
    REPLAYED_NONCE = "replayed_nonce"
    CODE_UNKNOWN = "code_unknown"
    DEVICE_PENDING = "device_pending"
    DEVICE_REVOKED = "device_revoked"
    OP_CONFLICT = "op_conflict"
    DEVICE_FORKED = "device_forked"
    GENERATION_CHANGED = "generation_changed"
    RESYNC_REQUIRED = "resync_required"
    LEASE_EXHAUSTED = "lease_exhausted"
    TOO_LARGE = "too_large"
    UNSUPPORTED_TYPE = "unsupported_type"
    SEQ_GAP = "seq_gap"
    UPGRADE_REQUIRED = "upgrade_required"
    RATE_LIMITED = "rate_limited"
    OVERLOADED = "overloaded"
    STORAGE_FULL = "storage_full"


class ParkReason(StrEnum):
    """Why a fact was accepted but put before an officer. A fact is never refused."""

    NUMBER_TAKEN = "number_taken"
    NO_OUTSIDE_LEASE = "no_outside_lease"
    SECOND_CARD = "second_card"
    UNKNOWN_TYPE = "unknown_type"
    MALFORMED_BODY = "malformed_body"
    UNKNOWN_REGISTRATION = "unknown_registration"
    UNKNOWN_VACANCY = "unknown_vacancy"
    DEVICE_REVOKED = "device_revoked"


@dataclass(frozen=True, slots=True)
class ErrorRule:
    """HTTP status, whether trying again helps (never, later, after_fix), and the station's action."""

    status: int
    retry: str
    action: str


RULES: dict[ErrorCode, ErrorRule] = {
    ErrorCode.MALFORMED: ErrorRule(400, "never", "quarantine the op locally and alert"),
    ErrorCode.BAD_DIGEST: ErrorRule(400, "later", "send again once; then alert"),
    ErrorCode.BAD_SIGNATURE: ErrorRule(401, "later", "back off and alert"),
    ErrorCode.CLOCK_SKEW: ErrorRule(401, "later", "sign again with the offset to the server's time"),
    ErrorCode.REPLAYED_NONCE: ErrorRule(401, "later", "sign again with a new nonce"),
    ErrorCode.CODE_UNKNOWN: ErrorRule(403, "never", "ask the office for a new code"),
    ErrorCode.DEVICE_PENDING: ErrorRule(403, "later", "wait for approval, keep the queue"),
    ErrorCode.DEVICE_REVOKED: ErrorRule(403, "after_fix", "stop pull and leases, keep pushing"),
    ErrorCode.OP_CONFLICT: ErrorRule(409, "never", "quarantine, stop issuing until enrolled anew"),
    ErrorCode.DEVICE_FORKED: ErrorRule(409, "after_fix", "stop issuing until enrolled anew"),
    ErrorCode.GENERATION_CHANGED: ErrorRule(409, "after_fix", "fetch the catalog anew, push acknowledged ops again"),
    ErrorCode.RESYNC_REQUIRED: ErrorRule(410, "after_fix", "fetch the catalog anew"),
    ErrorCode.LEASE_EXHAUSTED: ErrorRule(409, "later", "use up what is leased"),
    ErrorCode.TOO_LARGE: ErrorRule(413, "after_fix", "halve the batch"),
    ErrorCode.UNSUPPORTED_TYPE: ErrorRule(415, "never", "alert"),
    ErrorCode.SEQ_GAP: ErrorRule(425, "later", "send again from expected_seq"),
    ErrorCode.UPGRADE_REQUIRED: ErrorRule(426, "after_fix", "update the program; push goes on"),
    ErrorCode.RATE_LIMITED: ErrorRule(429, "later", "wait as Retry-After says, plus jitter"),
    ErrorCode.OVERLOADED: ErrorRule(503, "later", "wait as Retry-After says, plus jitter"),
    ErrorCode.STORAGE_FULL: ErrorRule(507, "later", "back off and alert"),
}
