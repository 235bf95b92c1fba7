"""The faces of casegraph (command line, HTTP, pages) and the one place where the parts are wired."""
