"""What is drawn for a reader: pages, words, pictures, and what browsers keep."""
