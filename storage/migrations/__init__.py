"""The steps from each version of the tables to the next, run by `storage.migrate`."""
