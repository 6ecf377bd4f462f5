"""``python -m bot`` is the command ``renda``."""

from bot.entry.cli import main

if __name__ == "__main__":
    main()
