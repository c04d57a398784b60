"""After a conference: minutes, what is published, signed and followed up."""
