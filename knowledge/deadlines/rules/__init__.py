"""The rules on dates and thresholds, one TOML file a group. Data only."""
