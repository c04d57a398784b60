"""Every way the rules say no, by name. The words for them live in `web/i18n`.

A refusal leaves everything as it was (rules §8). Three families only: `Rejected` (the
rules), `Conflict` and `Unavailable` (the world, see `app.ports`); anything else is a bug.
"""

from typing import ClassVar


class Rejected(Exception):  # noqa: N818 – a refusal is a state of affairs, not an error
    """`code` is what the wire carries; a class without one is a family, never raised."""

    code: ClassVar[str] = ""


class IdUsed(Rejected):
    """The same sender gave this id to another act; a retry says the same again."""

    code = "id_used"


class NotAllowed(Rejected):
    code = "not_allowed"


class SiteMissing(Rejected):
    """Somebody of the hall acts for a site and did not say which."""

    code = "site_missing"


class NoSuchConference(Rejected):
    code = "no_such_conference"


class AlreadyPlanned(Rejected):
    code = "already_planned"


class WrongPhase(Rejected):
    code = "wrong_phase"


class NothingOnTheAgenda(Rejected):
    code = "nothing_on_the_agenda"


class EndsBeforeItStarts(Rejected):
    code = "ends_before_it_starts"


class InThePast(Rejected):
    code = "in_the_past"


class TooMany(Rejected):
    """More of a kind than anybody could look through."""

    code = "too_many"


class EnoughOfThese(Rejected):
    """As many entries of the kind as a conference takes from one account (`domain.bounds`)."""

    code = "enough_of_these"


class EnoughWritten(Rejected):
    """As many words of the kind as a conference takes from one account (`domain.bounds`)."""

    code = "enough_written"


class TooFarAway(Rejected):
    """A time more than a century away: a slip of the keyboard no calendar can count with."""

    code = "too_far_away"


class NotDue(Rejected):
    """The clock came for a deadline that has been moved since."""

    code = "not_due"


class ReasonMissing(Rejected):
    code = "reason_missing"


class TextMissing(Rejected):
    code = "text_missing"


class NameMissing(Rejected):
    code = "name_missing"


class BadAddress(Rejected):
    """A document lies at an address of the web or of this server."""

    code = "bad_address"


class SameNameTwice(Rejected):
    """Two sites, items or delegates of one list carry the same id."""

    code = "same_name_twice"


class FiguresNotAsked(Rejected):
    """Nobody asked for figures, or not those of this kind of site."""

    code = "figures_not_asked"


class FiguresHandedInAlready(Rejected):
    """Other indicators cannot be asked for once sites have handed in theirs."""

    code = "figures_handed_in_already"


class FiguresIncomplete(Rejected):
    """Every figure is wanted, and no other; none is 0, not an empty field."""

    code = "figures_incomplete"


class PartExceedsWhole(Rejected):
    """Of ten resolutions, eleven cannot be normative."""

    code = "part_exceeds_whole"


class NoSuchFigures(Rejected):
    """Nothing was handed in that could be sent back."""

    code = "no_such_figures"


class RegistrationClosed(Rejected):
    """Sites register their speeches until then; the hall may still enter one."""

    code = "registration_closed"


class NoSuchSite(Rejected):
    code = "no_such_site"


class NoSuchDelegate(Rejected):
    code = "no_such_delegate"


class NoSuchItem(Rejected):
    code = "no_such_item"


class NoSuchRequest(Rejected):
    code = "no_such_request"


class NoSuchSpeech(Rejected):
    code = "no_such_speech"


class NoSuchIncident(Rejected):
    code = "no_such_incident"


class NoSuchConclusion(Rejected):
    code = "no_such_conclusion"


class NoSuchVersion(Rejected):
    code = "no_such_version"


class MinutesOutdated(Rejected):
    """The conference was reopened since this version was drafted."""

    code = "minutes_outdated"


class NoSuchPublication(Rejected):
    code = "no_such_publication"


class SiteTookPart(Rejected):
    """A site that already appears in the record cannot be struck from the list."""

    code = "site_took_part"


class DelegateTookPart(Rejected):
    code = "delegate_took_part"


class TooDeep(Rejected):
    """One level of sub-items, no more (rules §5)."""

    code = "too_deep"


class ItemInUse(Rejected):
    """It was started, has sub-items, or somebody asked or wrote about it."""

    code = "item_in_use"


class ItemNotCurrent(Rejected):
    code = "item_not_current"


class ItemNotStarted(Rejected):
    code = "item_not_started"


class ItemCurrent(Rejected):
    code = "item_current"


class NoItemCurrent(Rejected):
    code = "no_item_current"


class KindNotOffered(Rejected):
    code = "kind_not_offered"


class QueueIsClosed(Rejected):
    code = "queue_is_closed"


class QueueIsOpen(Rejected):
    code = "queue_is_open"


class NotPresent(Rejected):
    """Setting "present sites only": the site has not checked in (rules §4.6)."""

    code = "not_present"


class AlreadyWaiting(Rejected):
    code = "already_waiting"


class SpeakerMissing(Rejected):
    """A request names a site or a person."""

    code = "speaker_missing"


class TwoSpeakers(Rejected):
    """A request names a site or a person, not both."""

    code = "two_speakers"


class AnswersNothing(Rejected):
    """An answer is to a request already spoken (rules §4.2)."""

    code = "answers_nothing"


class RebutsNothing(Rejected):
    """A rebuttal is to the current or the last speech (rules §4.2)."""

    code = "rebuts_nothing"


class NotWaiting(Rejected):
    code = "not_waiting"


class NotCalledToPrepare(Rejected):
    """Only the next two are called to prepare (rules §4.15)."""

    code = "not_called_to_prepare"


class QueueChanged(Rejected):
    """Somebody reordered the queue since the chair saw it."""

    code = "queue_changed"


class FloorChanged(Rejected):
    """The speaker is no longer whom the chair believed (rules §4.8)."""

    code = "floor_changed"


class FloorBusy(Rejected):
    code = "floor_busy"


class NotPaused(Rejected):
    code = "not_paused"


class AlreadyPaused(Rejected):
    code = "already_paused"


class NothingToInterrupt(Rejected):
    code = "nothing_to_interrupt"


class NotTheLastSpeech(Rejected):
    code = "not_the_last_speech"


class NotYetOverTime(Rejected):
    code = "not_yet_over_time"


class RoundRunning(Rejected):
    code = "round_running"


class NoRound(Rejected):
    code = "no_round"


class NobodyToCall(Rejected):
    code = "nobody_to_call"


class NotInRound(Rejected):
    code = "not_in_round"


class VoteRunning(Rejected):
    """One question at a time; and nothing ends while one is open."""

    code = "vote_running"


class VoteOver(Rejected):
    """A closed vote is never changed (rules §6)."""

    code = "vote_over"


class NoSuchVote(Rejected):
    code = "no_such_vote"


class NoSuchChoice(Rejected):
    code = "no_such_choice"


class TooFewChoices(Rejected):
    code = "too_few_choices"


class NobodyToVote(Rejected):
    """No site is present, or none may know of the item."""

    code = "nobody_to_vote"


class NoSiteChosen(Rejected):
    """Passes are for somebody."""

    code = "no_site_chosen"


class PassWhileVoting(Rejected):
    """A new pass is a new key to a seat that votes just now."""

    code = "pass_while_voting"


class NotAnElector(Rejected):
    """Those vote who were present when the vote opened."""

    code = "not_an_elector"


class AlreadyVoted(Rejected):
    code = "already_voted"


class BallotsLost(Rejected):
    """The key of a secret vote is gone: the chair annuls the vote and puts it again."""

    code = "ballots_lost"


class AlreadyResolved(Rejected):
    code = "already_resolved"


class TextChanged(Rejected):
    """Somebody else wrote here since; nothing is overwritten (rules §7)."""

    code = "text_changed"


class UpdateUnreadable(Rejected):
    """An update of a text that is none: cut off, or of another format."""

    code = "update_unreadable"


class UpdateForeign(Rejected):
    """An update that holds more than the words of the one text: a picture, another text."""

    code = "update_foreign"


class UpdateIncomplete(Rejected):
    """An update that builds on words we never got: its sender gives all that it has."""

    code = "update_incomplete"


class TextTooLong(Rejected):
    """What several hands wrote together is longer than a text may be."""

    code = "text_too_long"


class ConclusionFrozen(Rejected):
    code = "conclusion_frozen"


class LeadMissing(Rejected):
    """Rõ người: no approval without a lead body (rules §7)."""

    code = "lead_missing"


class DeadlineMissing(Rejected):
    """Rõ thời hạn: no approval without a date or an explicit "thường xuyên"."""

    code = "deadline_missing"


class NoSuchTask(Rejected):
    """A conclusion becomes a task when it is published."""

    code = "no_such_task"


class TaskOver(Rejected):
    """It was closed; whoever wants to go on reopens it and says why."""

    code = "task_over"


class TaskNotOver(Rejected):
    code = "task_not_over"


class NothingToExtend(Rejected):
    """A standing task has no deadline."""

    code = "nothing_to_extend"


class ExtensionWaits(Rejected):
    """One was asked for and has not been answered."""

    code = "extension_waits"


class NoExtensionAsked(Rejected):
    code = "no_extension_asked"


class NothingToApprove(Rejected):
    code = "nothing_to_approve"


class AlreadyApproved(Rejected):
    code = "already_approved"


class NothingToPublish(Rejected):
    code = "nothing_to_publish"


class ReadersMissing(Rejected):
    code = "readers_missing"


class AlreadyWithdrawn(Rejected):
    code = "already_withdrawn"


class NotForYou(Rejected):
    """A publication that is not addressed to this site, or a document of another's."""

    code = "not_for_you"


class BadRule(Rejected):
    """The rule of a series cannot be read, never comes true, or comes round more than weekly."""

    code = "bad_rule"


class BadMailAddress(Rejected):
    """One of the addresses is none; of those sent with it none has been kept."""

    code = "bad_mail_address"


class NumberTaken(Rejected):
    """Another document of its type has this number this year; a number is given once."""

    code = "number_taken"


class AlreadyDone(Rejected):
    """The act would change nothing; whoever asks may take it as done."""

    code = "already_done"
