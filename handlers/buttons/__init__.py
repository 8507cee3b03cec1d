"""Typed buttons, by topic: what the keys under the messages do. `button.py` says how they are packed."""
