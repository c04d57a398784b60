"""Where the product touches the machine: tables, clock, chance, password hashes."""
