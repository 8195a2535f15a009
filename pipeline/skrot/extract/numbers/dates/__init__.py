"""Dates and times: from words to ISO 8601 and EDTF."""
