"""The talk with a browser and the stored form of events, without any socket or disk."""
