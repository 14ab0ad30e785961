"""Figures of Anjungan, each beside the floor under it, measured in the same run: ``python -m bench``.

A floor is the least any program could do for the same result (a bare window, a bare commit); the ratio survives a slow
or shared machine, the absolute figure does not. Nothing here asserts speed, and nothing here is needed to run a kiosk.
"""
