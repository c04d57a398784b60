"""The live endpoint: from a change in a room to the screens that see it."""
