"""The bundled Italian spaCy pipeline."""
