"""What the product does, in terms of ports: rooms, deadlines, the tables that follow the log."""
