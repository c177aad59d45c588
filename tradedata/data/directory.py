"""The data directory: which one is read where nobody names another.

Owns the variable of the environment and the directory shipped with the code. Reads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

VARIABLE = "TRADE_DATA"
SHIPPED = Path(__file__).resolve().parents[2] / "data"


def data_directory(environment: Mapping[str, str]) -> Path:
    """The directory that ``TRADE_DATA`` names, or the shipped one where it is blank or not set."""
    return Path(environment.get(VARIABLE) or SHIPPED)
