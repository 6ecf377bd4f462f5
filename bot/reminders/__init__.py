"""Reminders: occasions planned ahead as outbox rows, and the bell that wakes planner and sender."""
