"""Before a conference: planned, prepared, invited to, and let into."""
