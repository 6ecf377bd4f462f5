"""Papers about one deputy from her own entries: duty file, residents' report, duty report. Writes nothing."""
