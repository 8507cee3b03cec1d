"""What is coming up: events, how they repeat, and which of them a resident is shown.

An `Event` is what somebody announces; its `Occurrence`s are the times that it takes place.
"""
