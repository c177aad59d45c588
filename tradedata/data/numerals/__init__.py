"""Numerals: numbers as printed, in the digits, words and habits of several languages."""
