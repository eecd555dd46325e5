"""The embedded post office and the cast that plays every role."""
