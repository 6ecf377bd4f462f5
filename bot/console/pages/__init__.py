"""The pages, one area a file; each exports ``PAGES``."""
