"""Drafts under consultation: kept as dossiers, read from text and files, compared word by word."""
