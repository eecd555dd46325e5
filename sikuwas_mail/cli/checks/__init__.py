"""What `check` looks at, one module per concern; each check is a function that yields findings and changes nothing."""
