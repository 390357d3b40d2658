"""What newsner knows of Italian and of the world: data files, loading and checking."""
