"""Words: numbers, claims and events as readers read them. Plain text, no markup."""
