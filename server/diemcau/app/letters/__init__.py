"""Letters to the sites: what has to be told, to whom, and that it goes out once.

Nothing is remembered but the letters themselves. Every minute it is asked what should have been
written by now; each letter has a name made of what it is about (`invitation/…/3/001`), and one that
is there already is not written again. A server that was away writes, when it comes back, what still
makes sense. Nodes that do so at the same time do no harm to each other. Told in ADR 0014.
"""

from diemcau.app.letters.errand import Correspondence, Errand

__all__ = ["Correspondence", "Errand"]
