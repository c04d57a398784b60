"""Units of administration: one tree with dates, of which every list is the state of some day."""
