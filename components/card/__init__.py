"""The card of one number, in a dialog."""
