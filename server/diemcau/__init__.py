"""Điểm Cầu coordinates hybrid briefing conferences: one hall, many sites, one record."""
