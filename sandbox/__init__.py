"""A small Telegram on loopback: the Bot API with Telegram's own rules, and the people who write to the bot."""
