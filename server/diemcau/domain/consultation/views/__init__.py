"""What each reader of a consultation sees and may do, what changed, and what it adds up to."""
