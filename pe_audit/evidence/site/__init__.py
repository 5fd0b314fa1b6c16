"""What web servers serve: their blocks with included files, and how the callback is served."""
