"""Why somebody stays outside."""

import math
from datetime import timedelta

from diemcau.app.refusals import Refused


class WrongPassword(Refused):
    """Or nobody of that login: the answer does not say which."""

    code = "wrong_password"


class AccountDisabled(WrongPassword):
    """The password was right. The log may know; outside, the code is that of a wrong one."""


class LockedOut(Refused):
    """Too many failures; `seconds` until another try is heard. The hall may open before."""

    code = "locked_out"

    def __init__(self, left: timedelta) -> None:
        super().__init__(left)
        self.seconds = math.ceil(left.total_seconds())


class NoSuchLink(Refused):
    code = "no_such_link"


class LinkUsed(Refused):
    """A link opens the door once; every further device comes in with the PIN."""

    code = "link_used"


class InvitationOver(Refused):
    """It was used, its time is over, another took its place, or it never was one."""

    code = "invitation_over"


class WrongPin(Refused):
    """Or no such site, or no such conference: the answer does not say which."""

    code = "wrong_pin"


class PinNotNow(Refused):
    """PINs open from the lobby to the end, and to a device that was inside before; a link does
    so from the announcement on.
    """

    code = "pin_not_now"


class WeakPassword(Refused):
    code = "weak_password"


class GuessablePassword(WeakPassword):
    """It stands on the lists of those who guess, or is made of what everybody knows."""

    code = "guessable_password"


class PasswordsDiffer(Refused):
    """What is typed twice unseen was not typed alike."""

    code = "passwords_differ"


class NoSuchDevice(Refused):
    """Signed out meanwhile, or another's."""

    code = "no_such_device"


class WrongCode(Refused):
    """Neither what the app shows now nor a recovery code, or used before: it does not say which."""

    code = "wrong_code"


class WrongPasskey(Refused):
    """Not one of ours, not this person's, not made for this page, or shown before."""

    code = "wrong_passkey"


class PasskeyCopied(WrongPasskey):
    """Its count went back: two devices may hold it. Outside, the code is that of a wrong one."""


class NoOtherFace(Refused):
    """Their body is no site of another, or they do not sit for it there."""

    code = "no_other_face"


class NoSuchPasskey(Refused):
    code = "no_such_passkey"


class SecondStepNeeded(Refused):
    """The password was right and is not enough; `token` stands for it until the code is given."""

    code = "second_step_needed"

    def __init__(self, token: str) -> None:
        super().__init__()
        self.token = token


class HalfWayOver(Refused):
    """Between password and code too much time went by, the password was changed, or the way was
    gone to its end already.
    """

    code = "half_way_over"


class ProofNeeded(Refused):
    """Whoever sits there signed in long ago, and shows once more that it is they."""

    code = "proof_needed"


class AccountAsleep(Refused):
    """Nobody came by it for so long that an admin has to let them in again, by a fresh link."""

    code = "account_asleep"


class SecondFactorMissing(Refused):
    """The level of the system asks for a second step, and the account has none yet."""

    code = "second_factor_missing"


class CodeAppOn(Refused):
    """There is one already: it is turned off before another takes its place."""

    code = "code_app_on"


class NoCodeApp(Refused):
    """None was begun, or too long ago."""

    code = "no_code_app"


class ProviderSilent(Refused):
    """Whoever would say who somebody is does not answer; a password opens as before."""

    code = "provider_silent"


class ElsewhereRefused(Refused):
    """The provider said no, or what came back is not its word to us."""

    code = "elsewhere_refused"


class ElsewhereOver(Refused):
    """Begun in another browser, too long ago, or come to its end already."""

    code = "elsewhere_over"


class IdentityUnknown(Refused):
    """The provider knows who it is, and no account of ours that is open is theirs."""

    code = "identity_unknown"


class IdentityTaken(Refused):
    """Another account is theirs already, or this one has as many as may be."""

    code = "identity_taken"


class FollowsGrant(Refused):
    """A grant of a provider made the account: it opens by that provider's word, as what is granted
    there now, and by no way that would outlive the grant.
    """

    code = "follows_grant"


class NoSuchIdentity(Refused):
    code = "no_such_identity"
