"""Announcements: what an operator writes to the people of their networks, from first draft to last correction."""
