"""The office, or the offices, in whose name everything is done."""
