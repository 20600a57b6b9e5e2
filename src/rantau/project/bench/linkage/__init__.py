"""How well rows become persons (mutu penautan): our engine beside splink, on data whose truth is known."""
