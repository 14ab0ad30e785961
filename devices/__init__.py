"""Hardware behind small ports: each device has a port, a driver that survives its hardware, and a working fake.

Nothing here may know the user interface, the database or the network of the office.
"""
