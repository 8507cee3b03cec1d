"""Updates that came and are not dealt with yet."""
