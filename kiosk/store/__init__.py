"""The station's memory: ``vault.db`` (people, cards, outbox; encrypted) and ``catalog.db`` (public, replaceable).

Services need only ``kiosk.store.port``; opening a file (``kiosk.store.vault``, ``kiosk.store.catalog``) imports
SQLAlchemy, so the composition root does that after the first frame. Nothing is imported here.
"""
