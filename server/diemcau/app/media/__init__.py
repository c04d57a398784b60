"""Picture and sound, as far as the product decides about them."""
