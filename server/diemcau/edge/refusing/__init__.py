"""What is said to somebody who is refused: its name, its status, and at which field of a form."""
