"""The clerk's desk: web pages under ``/desk``. Changes ledger and outbox only by the handlers' functions."""
