"""What is drawn from the register: lists, figures, what may be done now."""
