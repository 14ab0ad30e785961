"""Between station and server: the wire both share (``sync.wire``) and the station's side of it.

Must not know Qt, SQLAlchemy or Django; it talks to the station's store through ``sync.ports``.
"""
