"""Measures: how fast the bot is, each time against something real in the same run."""
