"""Any PC/SC reader, without SAM: proves that a card with the KTP-el application lies there, and nothing more.

The only place that may import ``smartcard``. Run as ``python -m devices.card.pcsc``; nobody imports it into the kiosk.
It reads no name, no number and no photo: that needs a certified reader (``docs/card-bridge-protocol.md``).
"""
