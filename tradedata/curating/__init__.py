"""Curating: what helps to add a row: numbers proposed out of a text, a row drafted and checked."""
