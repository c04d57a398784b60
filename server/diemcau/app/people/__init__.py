"""Who has an account: kept by an admin, looked after by its owner, opened by another's word."""
