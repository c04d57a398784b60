"""A conference that runs on this node: one room each, one writer, and the other nodes."""
