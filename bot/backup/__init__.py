"""Backup and restore: one file that holds the database, the photos, the secrets and what the office imported.

The index is left out: it is derived. Settings are left out: they are the technician's own file.
"""
