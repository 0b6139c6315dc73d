"""`python -m quotekit` is the `quotekit` command."""

from quotekit.cli.main import main

if __name__ == "__main__":
    main()
