"""The tests. A busy machine is slow, which is no fault: hypothesis sets no time limit here."""

from hypothesis import settings

settings.register_profile("no time limit", deadline=None)
settings.load_profile("no time limit")
