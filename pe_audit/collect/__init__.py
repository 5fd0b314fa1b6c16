"""How evidence is had: all of the input and output of an audit is in this folder."""
