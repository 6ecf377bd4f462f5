"""What one spoken sentence (随手记) tells: by rules, by examples, by a language model."""
