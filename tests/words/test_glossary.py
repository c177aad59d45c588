"""The glossary explains the words that the page uses for one thing each."""

from __future__ import annotations

from tradedata.words.glossary import GLOSSARY


def test_glossary_has_six_terms_each_in_few_whole_sentences() -> None:
    assert len(GLOSSARY) == 6
    for words in GLOSSARY.values():
        assert words.endswith(".")
        assert len(words.split()) <= 35
