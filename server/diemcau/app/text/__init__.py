"""Words as every format can hold them, and as people look for them."""
