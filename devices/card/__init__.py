"""The KTP-el reader: a port for the kiosk, a supervised process beside the hardware, and fakes for both.

This package file stays empty on purpose: device processes import it and must remain small.
"""
