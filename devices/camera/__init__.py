"""The portrait camera: a port with one simulated driver. Camera hardware is not supported yet; the officer photographs instead."""
