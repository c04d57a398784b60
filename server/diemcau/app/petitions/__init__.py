"""What is done with a register of petitions beside keeping it."""
