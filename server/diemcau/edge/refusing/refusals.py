"""What the edge itself refuses, before any rule is asked."""

from diemcau.app.refusals import Refused


class NotSignedIn(Refused):
    code = "not_signed_in"


class SessionExpired(Refused):
    """The browser still shows a token, but the session is over or was signed out."""

    code = "session_expired"


class ForeignOrigin(Refused):
    """Another site's page tried to act with this site's session."""

    code = "foreign_origin"


class FormStale(Refused):
    """The form was not made for this session: reload the page and send it again."""

    code = "form_stale"


class TooManyRequests(Refused):
    """From one address; `seconds` until the next is welcome."""

    code = "too_many_requests"

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class TooManySockets(Refused):
    """Of one session, or of one site with all its devices."""

    code = "too_many_sockets"


class BodyUnknown(Refused):
    """Not of a kind that is taken here."""

    code = "unknown_body"


class BodyEncoded(Refused):
    """Packed: nothing is unpacked for anybody."""

    code = "encoded_body"


class BodyTooSlow(Refused):
    code = "too_slow"


class BadMailAddress(Refused):
    """One of the addresses is none, in the field `found`; of those sent with it none was kept."""

    code = "bad_mail_address"

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found
