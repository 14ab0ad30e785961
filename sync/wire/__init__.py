"""The one protocol schema, shared by station and server: canonical bytes, signatures, envelopes, messages, errors.

No HTTP client, no Django, no SQLAlchemy here. Everything additive within protocol 1; see docs/protocol.md.
"""

PROTOCOL = 1
BASE_PATH = "/sync/v1"
