"""Ways to check in beside the code on the wall: screen code, deputy card, location, attendance machine."""
