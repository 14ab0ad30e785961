"""For development, the demo and figures only: an embedded SIKER, a network one can switch off, sample people.

Never imported by a production kiosk.
"""
