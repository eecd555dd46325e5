"""Values in, bytes out: letters, documents, invitations."""
