"""How fast messages may leave, and whose turn it is."""
