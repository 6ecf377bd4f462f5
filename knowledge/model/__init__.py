"""The language model, if there is one: it only rephrases and joins what was retrieved, and is checked before use.

(In work in this package: masking, the client, the citation check, the mark of AI assistance, the fall-back.)
"""
