"""The screens of announcements: what operators see of them, and what people get."""
