"""The workers' rights calculators as public pages: no sign-in, no script needed, nothing kept of what people type.

It shows what ``domain.rights`` says and decides nothing about rights itself. No model, no session, no log line with a value.
"""
