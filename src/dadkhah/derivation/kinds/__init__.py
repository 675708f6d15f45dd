"""One module per task. Each reads one file and writes into one folder, inside the sandbox."""
