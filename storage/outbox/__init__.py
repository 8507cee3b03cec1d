"""The ledger of deliveries: planned, claimed, read and settled."""
