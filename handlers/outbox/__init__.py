"""Messages that nobody asked for just then: a view module a kind, and the registry of them."""
