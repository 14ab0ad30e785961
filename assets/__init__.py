"""Reference data and texts shipped with the program, and the few functions that read them.

Readers return plain mappings or bytes; they hold no rules.
"""
