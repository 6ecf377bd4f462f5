"""The way in: the command line, the web application, and the one place where all rooms are wired together."""
