"""Proving an export: by what stands in it, with nothing of the store it came from."""

import hashlib
from collections.abc import Collection, Iterator, Sequence

from diemcau.app.verification import files, logs
from diemcau.app.verification.against import differing
from diemcau.app.verification.findings import Finding, Flaw, FlawKind
from diemcau.protocol.anchors import Anchor
from diemcau.protocol.exports import Export


def verify_export(
    export: Export, kept: Sequence[Anchor] = (), beside: Collection[str] = ()
) -> Finding:
    """`kept` are anchors of any conferences; those of this one count. `beside` it lie files of
    these digests.
    """
    proof = logs.proof_of(export.meeting, export.log)
    found = [*proof.flaws, *_files(export)]
    if proof.states:
        here = {each.file for each in export.files} | {*beside}
        found += files.missing(export.meeting, export.log, here)
    own = sorted(
        (each for each in kept if each.meeting == export.meeting), key=lambda each: each.head.seq
    )
    if own:
        found += differing(own, {each.seq: each.digest for each in export.log})
    return Finding(export.meeting, len(export.log), tuple(found))


def _files(export: Export) -> Iterator[Flaw]:
    for each in export.files:
        if hashlib.sha256(each.content).hexdigest() != each.file:
            yield Flaw(FlawKind.FILE, each.file)
