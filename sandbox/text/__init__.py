"""Formatted text: what Telegram's servers and clients make of what is written."""
