"""The HTTP client to Telegram, and what its answers and failures mean."""
