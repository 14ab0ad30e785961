"""The least PC/SC program: wait until the reader is not empty, ask the card's number, say when that was known.

Run as a file. Prints ``ready`` and then one monotonic instant a line for every line it is given.
"""

import sys
import time

from smartcard.scard import (
    INFINITE,
    SCARD_PCI_T0,
    SCARD_PCI_T1,
    SCARD_PROTOCOL_T0,
    SCARD_PROTOCOL_T1,
    SCARD_SCOPE_USER,
    SCARD_SHARE_SHARED,
    SCARD_STATE_EMPTY,
    SCARD_STATE_PRESENT,
    SCARD_STATE_UNAWARE,
    SCARD_UNPOWER_CARD,
    SCardConnect,
    SCardDisconnect,
    SCardEstablishContext,
    SCardGetStatusChange,
    SCardListReaders,
    SCardTransmit,
)

ASK_NUMBER = [0xFF, 0xCA, 0x00, 0x00, 0x00]
_, context = SCardEstablishContext(SCARD_SCOPE_USER)
_, readers = SCardListReaders(context, [])
reader = readers[0]


def wait_for(wanted: int) -> None:
    known = SCARD_STATE_UNAWARE
    while True:
        _, seen = SCardGetStatusChange(context, INFINITE, [(reader, known)])
        known = seen[0][1]
        if known & wanted:
            return


wait_for(SCARD_STATE_EMPTY)
print("ready", flush=True)
for _ in sys.stdin:
    wait_for(SCARD_STATE_PRESENT)
    _, card, protocol = SCardConnect(context, reader, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1)
    SCardTransmit(card, SCARD_PCI_T0 if protocol == SCARD_PROTOCOL_T0 else SCARD_PCI_T1, ASK_NUMBER)
    print(time.monotonic(), flush=True)
    SCardDisconnect(card, SCARD_UNPOWER_CARD)
    wait_for(SCARD_STATE_EMPTY)
    print("empty", flush=True)
