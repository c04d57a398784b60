"""Days: on which conferences come round, what has to be ready by when, and who is told."""
