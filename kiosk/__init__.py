"""The station's application: services, store, configuration, watchdog, composition. Must not know SIKER's server code."""

VERSION = "0.1.0"
