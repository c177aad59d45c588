"""Published: which rows of a table others may have, as far as git tells.

Owns the one question to git. A row counts as published from the commit on that holds it.
"""

from __future__ import annotations

import csv
import subprocess
from io import StringIO
from pathlib import Path

from tradedata.data.tables import Table


def published_keys(table: Table, directory: Path) -> frozenset[str] | None:
    """The keys of a table's rows in the last commit; None where git does not tell."""
    schema = table.schema
    command = ["git", "-C", str(directory), "show", f"HEAD:./{schema.file}"]
    try:
        done = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    rows = csv.DictReader(StringIO(done.stdout.decode(errors="replace")))
    known = schema.key in (rows.fieldnames or ())
    return frozenset(row[schema.key] for row in rows) if known else None
