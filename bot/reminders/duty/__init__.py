"""The duty roster (值班表): proposed fairly or imported, confirmed by the clerk, answered by the deputies."""
