"""The stations' door: protocol 1 over HTTP. Thin views; the meaning lives in the rooms' services."""
