"""Showing an announcement as it stands: the one screen that every key of it leads back to."""
