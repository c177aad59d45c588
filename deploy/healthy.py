"""Healthy: whether the page on this machine answers, for what starts and stops containers.

Judges the body: Streamlit answers every path that it does not know with 200 and HTML.
"""

import sys
from urllib.request import ProxyHandler, build_opener

HEALTH = "http://127.0.0.1:{port}/_stcore/health"
PORT = "8501"  # Streamlit's own


def is_healthy(port: str = PORT) -> bool:
    """Whether the page at the port says that it is well."""
    try:
        with build_opener(ProxyHandler({})).open(HEALTH.format(port=port), timeout=5) as answer:
            return bool(answer.read(3) == b"ok")
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(not is_healthy(*sys.argv[1:]))
