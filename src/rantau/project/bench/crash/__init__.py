"""`rantau bench crash`: kill -9 while people work. What was acknowledged is there once, whole, and in the trace."""
