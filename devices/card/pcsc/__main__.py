"""``python -m devices.card.pcsc``: the PC/SC reader's process. Its input and output belong to the kiosk."""

from __future__ import annotations

import argparse
import signal

from devices.card.device_program import LineOut, run
from devices.card.pcsc.monitor import Policy
from devices.card.pcsc.program import PcscDevice


def main() -> None:
    """Parse the few options and serve; secrets come over the input, never here."""
    parser = argparse.ArgumentParser(prog="python -m devices.card.pcsc", description="PC/SC card reader process")
    parser.add_argument("--allow-virtual", action="store_true", help="use virtual readers (tests, demonstrations)")
    parser.add_argument("--reader", default="", help="use only readers whose name contains this")
    parser.add_argument("--skip-reader", action="append", default=[], help="never use readers whose name contains this")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the kiosk decides when we end
    run(PcscDevice(Policy(options.allow_virtual, options.reader, tuple(options.skip_reader))), LineOut())


if __name__ == "__main__":
    main()
