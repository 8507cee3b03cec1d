"""Screens of the talk in which an event is made or changed: questions, how it will look, how it ended."""
