"""Arrow: texts as the table that ``st.dataframe`` sends, at no more memory than the texts.

Owns where Arrow takes its memory from. Knows no column and draws nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from itertools import accumulate

import pyarrow as pa

# Arrow's own pool reserves memory for every thread that uses it and keeps it. Streamlit starts a
# thread for every run: with twenty readers at work that was a quarter of the server.
pa.set_memory_pool(pa.system_memory_pool())


def text_table(columns: Mapping[str, Sequence[str]]) -> pa.Table:
    """A table of these columns, all of one length."""
    return pa.Table.from_arrays([_column(texts) for texts in columns.values()], names=[*columns])


def _column(texts: Sequence[str]) -> pa.StringArray:
    # Not pa.array(texts): it loads pandas, only to ask whether the texts are a pandas object.
    encoded = [text.encode() for text in texts]
    starts = array("i", accumulate(map(len, encoded), initial=0))
    return pa.StringArray.from_buffers(
        len(encoded), pa.py_buffer(starts), pa.py_buffer(b"".join(encoded))
    )
