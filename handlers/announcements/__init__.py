"""Announcements in the chat: written, aimed, looked at, sent, followed on their way, corrected and taken back."""

from handlers.announcements.writing import begin

__all__ = ["begin"]
