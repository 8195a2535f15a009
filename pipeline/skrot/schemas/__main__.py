"""Write the JSON Schemas again after a change of the records: ``make schemas``."""

import json
from pathlib import Path

from skrot.schemas import FILES, generate, schema_name

for file in FILES:
    text = json.dumps(generate(file), indent=2, ensure_ascii=False) + "\n"
    Path(__file__).with_name(schema_name(file)).write_text(text, encoding="utf-8")
