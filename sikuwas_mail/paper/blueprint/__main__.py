"""`python -m sikuwas_mail.paper.blueprint OUT_DIR` writes the default Word templates anew."""

import sys
from pathlib import Path

from sikuwas_mail.paper.blueprint import write


def main(arguments: list[str]) -> int:
    """0 when written, 2 for wrong usage."""
    if len(arguments) != 1:
        sys.stderr.write("Pemakaian: python -m sikuwas_mail.paper.blueprint FOLDER\n")
        return 2
    for path in write(Path(arguments[0])):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
