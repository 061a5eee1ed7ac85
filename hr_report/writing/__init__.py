"""One module for each output: terminal, JSON, tables, HTML."""
