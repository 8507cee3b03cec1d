"""What goes out unasked: the worker that delivers, and how it keeps to Telegram's limits."""
