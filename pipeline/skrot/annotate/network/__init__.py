"""The network: what the model of this project computes with."""
