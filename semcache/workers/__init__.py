"""Several processes that serve as one: who starts them, and how they talk."""
