"""The engine on the command line."""

import sys

from courses.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], print))
