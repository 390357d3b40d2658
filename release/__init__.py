"""What makes a release: tables built from libraries, the checks, the list of what is in it."""
