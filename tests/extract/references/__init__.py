"""What an office, a noun or a pronoun stands for."""
