"""What comes in: updates are fetched, kept in order and handled."""
