"""The station's use cases, one module each. They decide with ``domain``, write through ``kiosk.store.port``, print through
the printer's port. No Qt, no SQL, no HTTP.
"""
