"""Views: pure functions from finished values and a translator to what Telegram shows."""
