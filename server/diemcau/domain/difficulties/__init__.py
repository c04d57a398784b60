"""Difficulties that bodies below ask a body to take up: offered, withdrawn, taken or left."""
