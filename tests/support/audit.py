"""Whether anything we run or vendor has a known fault: asked of OSV, in one request.

Says so in one line where nobody answers. Ends with 0 when nothing is known, 1 when something is,
and 2 when nobody could be asked, which proves nothing.
"""

import argparse
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import Any, Final

from tests.support.sbom import bill

OSV: Final = "https://api.osv.dev"
_PATIENCE: Final = 60


def known(purls: Sequence[str], source: str) -> dict[str, list[str]]:
    """Advisories by package. Raises `OSError` and `ValueError` where no answer can be had."""
    asked = {"queries": [{"package": {"purl": purl}} for purl in purls]}
    request = urllib.request.Request(
        f"{source}/v1/querybatch",
        data=json.dumps(asked).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
        found: dict[str, Any] = json.load(answer)
    results = zip(purls, found["results"], strict=True)
    return {purl: [each["id"] for each in it["vulns"]] for purl, it in results if it.get("vulns")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", default=OSV, help="another that speaks as OSV does")
    source = parser.parse_args().source
    purls = [each["purl"] for each in bill()["components"]]
    try:
        found = known(purls, source)
    except (OSError, ValueError, KeyError) as away:
        print(f"No advisories were read: {source} does not answer ({away}).", file=sys.stderr)
        return 2
    for purl, advisories in found.items():
        print(f"{purl}: {', '.join(advisories)}")
    print(f"{len(purls)} packages asked about, {len(found)} with advisories.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
