"""`python -m quotekit` is the `quotekit` command."""

import sys


def main() -> None:
    """Run the command line and exit; Ctrl-C is quiet from the first import on."""
    try:
        from quotekit.cli.main import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
