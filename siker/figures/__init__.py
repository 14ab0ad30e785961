"""Open figures of the labour market, counted so that no small cell reveals a person."""
