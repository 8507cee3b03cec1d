"""Dialogues: who asks something in a chat, and what is begun there and not finished."""
