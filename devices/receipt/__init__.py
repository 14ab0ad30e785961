"""The receipt printer: port, driver over TCP, USB and serial, status watch, emulator and simulator.

Nothing here knows what is printed, for whom, or any user interface. Job bytes are never logged.
"""
