"""The recipe of the models; its parts need the dependency group `recipe`."""
