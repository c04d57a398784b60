"""What a browser reaches: routes, pages, the live socket, and who may pass."""
