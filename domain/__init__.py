"""Decides: plain Python, no Telegram, no database."""
