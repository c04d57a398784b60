"""What follows when somebody acts on the register, a noun a file."""
