"""References: a work that is cited, written in the formats of those who cite it."""
