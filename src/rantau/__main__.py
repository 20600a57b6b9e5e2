"""`python -m rantau`: the command line."""

from rantau.project.cli import main

main()
