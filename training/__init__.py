"""How the bundled pipeline is made, from public data to the package: see docs/training.md.

Not a part of the library: nothing in ``newsner`` imports it. PyTorch and onnx come with
``pip install 'newsner[training]'``.
"""
