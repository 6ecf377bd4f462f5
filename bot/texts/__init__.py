"""Every sentence that a person reads, one module an area, so that an office can proof-read them.

Trigger words and choice labels stay in the flows, because the ledger stores them.
"""
