"""What is let in: how much, how often, of which kind, and into whose house."""
