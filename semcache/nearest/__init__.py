"""Nearest neighbours within one scope, in the forms that it takes as it grows."""
