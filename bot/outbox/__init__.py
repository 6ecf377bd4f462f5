"""The outbox: a row before the act, a claim by conditional update, the outcome back on the row."""
