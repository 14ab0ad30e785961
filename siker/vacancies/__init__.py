"""Vacancies from draft to closing, searched by everybody, carried to the stations."""
