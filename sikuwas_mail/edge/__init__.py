"""The outside world; each room owns one library."""
