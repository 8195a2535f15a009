"""Structure: one repair of an extracted text a module; repair.py has their order."""
