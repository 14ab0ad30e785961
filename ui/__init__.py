"""The kiosk's face: QML pages, their own keyboard, and the view models that translate a visit into words.

Pages show, view models translate, ``domain.visit`` decides. Nothing here opens a file of records, a device or a socket.
"""
