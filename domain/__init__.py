"""The law and the vocabulary of the employment service: pure rules, no clock, no I/O.

Everything here is importable by the kiosk and by SIKER alike, so both sides judge the same way.
Only the standard library may be imported; time, randomness and files are handed in by the caller.
"""
