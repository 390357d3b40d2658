"""The sample article of the demo."""
