"""SIKER, the central server: receives the stations' facts, lets officers judge them, answers the public.

Imports ``domain``, ``documents``, ``sync.wire`` and ``assets`` only; never the kiosk, its pages or its devices.
"""

from __future__ import annotations

__version__ = "0.1.0"
