"""What Điểm Cầu promises, said as tests."""
