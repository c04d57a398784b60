"""The installation, its bodies and their people, for those who keep them."""
