"""While a conference runs: the screens, drawn whole before any script."""
