"""``python -m skrot`` is the command ``skrot``."""

from skrot.cli import main

if __name__ == "__main__":
    main()
