"""From files to the model and back to places: YAML as typed text, records, spans of characters, the whole book."""
