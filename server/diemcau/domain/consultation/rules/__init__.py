"""What follows from an act in a consultation, and what an event makes of it."""
