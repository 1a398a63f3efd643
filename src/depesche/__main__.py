"""`python -m depesche` is `depesche`."""

from depesche.cli import main

main()
