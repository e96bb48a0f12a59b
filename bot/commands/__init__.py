"""What can be asked of the program at a command line, one module a command."""
