"""What waits to be sent: deliveries, whether they are still due, and what becomes of them."""
