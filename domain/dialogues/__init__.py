"""Dialogues: what was asked in a chat and is not answered yet, and what was begun and is not finished."""
