"""`rantau bench canaries`: values that occur nowhere else, and every place that could betray them."""
