"""Glossary: what the words mean that the page uses for one thing each, everywhere."""

from __future__ import annotations

from collections.abc import Mapping

GLOSSARY: Mapping[str, str] = {
    "Claim": "One printed number with who stated it, for when, in which words and where: what we "
    "keep. Two pages that print one number make two claims.",
    "Statement": "What a speaker said on one occasion. It counts once, however many pages print it "
    "and numbers it holds. What only repeats another's number, or may be worked out from it, "
    "counts as none.",
    "Speaker": "The person or office that stated a number. Where a page names nobody, the number "
    "is not attributed.",
    "Hedge": "The word before a number that loosens it: ‘about’, ‘over’, ‘up to’. It is part of "
    "what was said.",
    "Official number": "A number that a statistics office or a customs service compiled; it is "
    "marked as an official statistic.",
    "Computed number": "A number that we work out from claims. It shows its formula and its "
    "inputs, and nobody printed it.",
}
