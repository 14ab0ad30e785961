"""The change feed stations pull: the latest version of each thing, numbered without gaps in visibility."""
