"""Who asks, from what, and as what they read."""
