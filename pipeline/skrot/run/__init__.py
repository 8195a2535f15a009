"""How a run goes: what is out of date, where it is done, what is kept."""
