// Generated from server/diemcau/domain/{nouns,views}/ and protocol/frames.py by
// tests/support/contract.py. Do not edit.

/** A moment, ISO 8601 with its zone. */
export type Moment = string;
/** A day, ISO 8601. */
export type Day = string;
/** Bytes (RFC 4648 §4). */
export type Base64 = string;

export type Role = "chair" | "deputy" | "secretary" | "operator" | "site" | "screen" | "public" | "system";
export type Phase = "draft" | "announced" | "lobby" | "running" | "break" | "ended" | "closed" | "cancelled";
export type Level = "city" | "district" | "commune";
export type ReturnState = "" | "asked" | "handed_in" | "sent_back";
export type ItemKind = "opening" | "report" | "briefing" | "discussion" | "consultation" | "petitions" | "reply" | "conclusion" | "break";
export type ItemState = "planned" | "current" | "done" | "skipped";
export type Kind = "report" | "statement" | "comment" | "proposal" | "question" | "rebuttal" | "answer" | "procedural";
export type RequestState = "waiting" | "speaking" | "spoken" | "withdrawn" | "removed" | "ended" | "written";
export type RoundState = "to_come" | "speaking" | "done" | "passed" | "skipped";
export type RoundScope = "all" | "unspoken";
export type Presence = "not_called" | "in_room" | "online" | "excused" | "absent" | "substituted" | "left";
export type LineState = "never" | "connected" | "lost";
export type CheckResult = "ok" | "fault" | "untried";
export type IncidentKind = "no_picture" | "no_sound" | "bad_line" | "power" | "other";
export type ConclusionState = "draft" | "approved" | "published";
export type TaskState = "assigned" | "acknowledged" | "in_progress" | "done" | "partly" | "not_done" | "cancelled";
export type TaskOutcome = "done" | "partly" | "not_done" | "cancelled";
export type TaskStep = "assigned" | "handed" | "acknowledged" | "reported" | "extension_asked" | "extension_granted" | "extension_refused" | "chased" | "closed" | "reopened" | "handover_proposed" | "handover_accepted" | "handover_refused";
export type Stage = "notice" | "documents" | "minutes" | "conclusions";
export type Readers = "all_sites" | "named_sites" | "public";
export type VoteKind = "straw" | "formal";
export type Answer = "for" | "against" | "abstain";
export type Majority = "half" | "two_thirds";
export type VoteState = "open" | "closed" | "annulled";
export type Outcome = "carried" | "not_carried" | "no_quorum";
export type OnScreen = "floor" | "agenda" | "roll_call" | "vote" | "figures" | "message" | "blank";

export interface Agenda {
  order: readonly string[];
  starts: readonly Moment[];
  current?: string | null;
  due?: Moment | null;
  rest?: number;
  ends_at?: Moment | null;
}

export interface ItemView {
  id: string;
  number: string;
  title: string;
  kind: ItemKind;
  state: ItemState;
  presenter?: string;
  minutes?: number;
  parent?: string | null;
  internal?: boolean;
  documents?: readonly Document[];
  replaced?: readonly Document[];
  kinds?: readonly Kind[];
  budget?: number | null;
  draft?: string;
  board?: boolean;
  started_at?: Moment | null;
  finished_at?: Moment | null;
}

export interface ConclusionView {
  id: string;
  number: number;
  text: string;
  state: ConclusionState;
  version: number;
  lead?: string;
  cooperating?: readonly string[];
  person?: string;
  deliverable?: string;
  deadline?: Day | null;
  standing?: boolean;
  deadline_words?: string;
  item?: string | null;
  petitions?: readonly string[];
  approved_by?: string;
  approved_at?: Moment | null;
}

export interface Conference {
  title: string;
  organiser: string;
  hub: string;
  chair: string;
  secretary: string;
  phase: Phase;
  timezone: string;
  starts_at: Moment | null;
  ends_at: Moment | null;
  started_at?: Moment | null;
  ended_at?: Moment | null;
  break_until?: Moment | null;
  warning?: number;
  registered_until?: Moment | null;
  video?: boolean;
  recording?: boolean;
}

export interface SettingsView {
  settings: Settings;
}

export interface Console {
  deputy?: string;
  login?: string;
  until?: Moment | null;
}

export interface Counts {
  sites?: number;
  connected?: number;
  checked_in?: number;
  expected?: number;
  here?: number;
  guests?: number;
  behind?: number;
  behind_connected?: number;
  behind_checked_in?: number;
}

export interface ClauseTally {
  clause: string;
  waiting?: number;
  spoken?: number;
}

export interface DraftView {
  item: string;
  consultation: string;
  version: number;
  title: string;
  focus?: string | null;
  tally?: readonly ClauseTally[];
}

export interface ClausesView {
  item: string;
  clauses: readonly ClauseMark[];
}

export interface SpeechView {
  no: number;
  item: string;
  kind: Kind;
  speaker: string;
  started_at: Moment;
  deadline: Moment;
  allotted: number;
  request: string;
  nth?: number;
  site?: string | null;
  delegate?: string;
  paused_at?: Moment | null;
  extended?: number;
  ended_at?: Moment | null;
  spoken?: number;
  overran?: number;
  cut_off_at?: Moment | null;
  out_of_order?: boolean;
  cut_off?: boolean;
  undone?: boolean;
  muted?: boolean;
  clauses?: readonly ClauseMark[];
  comments?: readonly NotedComment[];
  petitions?: readonly string[];
}

export interface FloorView {
  speech?: SpeechView | null;
  interrupted?: readonly SpeechView[];
  heard?: readonly string[];
  last?: number | null;
}

export interface May {
  acts: Record<string, Offer>;
}

export interface BoardedPetition {
  code: string;
  due: Day;
  title?: string;
  internal?: boolean;
  lead?: string;
  sites?: readonly string[];
  why?: readonly string[];
}

export interface BoardView {
  item: string;
  at: Moment;
  petitions: readonly BoardedPetition[];
  focus?: string | null;
}

export interface VersionView {
  number: number;
  drafted_at: Moment;
  outdated?: boolean;
  reworded?: boolean;
  drafted_by?: string;
  replaces?: number | null;
  reason?: string;
  approved_by?: string;
  approved_at?: Moment | null;
}

export interface PublicationView {
  no: number;
  stage: Stage;
  readers: Readers;
  at: Moment;
  replaced_by?: number | null;
  withdrawn_at?: Moment | null;
  reason?: string;
  signed?: string;
  sites?: readonly string[];
  read_by?: readonly string[];
  held?: boolean;
}

export interface OfferedKind {
  kind: Kind;
  ordinary?: boolean;
  seconds?: number;
}

export interface QueueView {
  item: string;
  open: boolean;
  order?: readonly string[];
  next?: readonly string[];
  to_focus?: string | null;
  version?: number;
  closes_at?: Moment | null;
  direct?: boolean;
  seconds?: number;
  offers?: readonly OfferedKind[];
}

export interface IncidentView {
  id: string;
  site: string;
  name: string;
  kind: IncidentKind;
  text: string;
  at: Moment;
  resolved_at?: Moment | null;
  length?: number;
}

export interface OpinionView {
  id: string;
  site: string;
  name: string;
  item: string;
  text: string;
  at: Moment;
  length?: number;
}

export interface MessageView {
  id: string;
  text: string;
  at: Moment;
  sender: Role;
  to?: readonly string[];
}

export interface NoteView {
  about: string;
  text: string;
  version: number;
  at: Moment;
  by?: string;
  document?: Base64;
  length?: number;
}

export interface RecordingView {
  file: string;
  speech: number;
  millis: number;
  at: Moment;
  deleted_at?: Moment | null;
  deleted_by?: string;
}

export interface RequestView {
  id: string;
  item: string;
  kind: Kind;
  ordinary: boolean;
  speaker: string;
  arrived_at: Moment;
  site?: string | null;
  delegate?: string;
  topic?: string;
  registered?: boolean;
  ready_at?: Moment | null;
  answers?: string | null;
  rebuts?: number | null;
  nth?: number;
  spoken?: number;
  spoken_from?: Moment | null;
  seconds?: number;
  budget_left?: number | null;
  budget_until?: Moment | null;
  granted?: number;
  clauses?: readonly ClauseMark[];
  sub_hub?: string;
  held?: boolean;
}

export interface FiguresView {
  period: string;
  names: readonly string[];
  levels: readonly Level[];
  sums: readonly (readonly number[])[];
  sites?: number;
  asked?: number;
}

export interface RoundView {
  item: string;
  order: readonly string[];
  states: readonly RoundState[];
  next?: readonly string[];
  names?: readonly string[];
  ready?: readonly string[];
}

export interface ScreenView {
  shown?: OnScreen;
  text?: string;
  vote?: number | null;
  missing?: readonly string[];
}

export interface SiteView {
  code: string;
  name: string;
  kind?: string;
  parent?: string;
  tile?: [number, number] | null;
  contact?: Contact;
  answer?: InvitationAnswer | null;
  line?: Connection;
  check?: LineCheck | null;
  checked_in_at?: Moment | null;
  late?: number;
  expected?: number;
  here?: number;
  head_count?: number | null;
  guests?: number;
  speeches?: number;
  spoken?: number;
  spoken_from?: Moment | null;
  waiting?: readonly string[];
  voted?: boolean | null;
  branch?: Totals;
  pass_issue?: PassIssue | null;
}

export interface RosterView {
  site: string;
  delegates: readonly Delegate[];
}

export interface UnheardView {
  request: string;
  item: string;
  kind: Kind;
  delegate?: string;
  topic?: string;
}

export interface Me {
  code: string;
  name: string;
  contact?: Contact;
  outside?: OutsideRoom | null;
  answer?: InvitationAnswer | null;
  figures?: ReturnState;
  line?: Connection;
  check?: LineCheck | null;
  checked_in_at?: Moment | null;
  expected?: number;
  here?: number;
  head_count?: number | null;
  guests?: number;
  waiting?: readonly string[];
  holds?: readonly string[];
  speaking?: number | null;
  budget_left?: number | null;
  unheard?: readonly UnheardView[];
  budget_until?: Moment | null;
  granted?: number;
  removal?: Removal | null;
  ordinary_blocked?: string;
  priority_blocked?: string;
  vote?: number | null;
  voted?: boolean;
  pass_issue?: PassIssue | null;
  read?: readonly number[];
}

export interface TaskView {
  id: string;
  number: number;
  text: string;
  lead: string;
  state: TaskState;
  per_cent: number;
  history: readonly TaskEntry[];
  cooperating?: readonly string[];
  person?: string;
  deliverable?: string;
  deadline?: Day | null;
  first?: Day | null;
  standing?: boolean;
  asked?: Day | null;
  site?: string | null;
  outside?: boolean;
  handover?: Handover | null;
  handed_to?: string;
}

export interface UndoView {
  act: number;
  what: string;
  at: Moment;
  by?: string;
  who?: string;
  item?: string | null;
  seconds?: number;
  redone_until?: Moment | null;
}

export interface VoteView {
  no: number;
  item: string;
  text: string;
  kind: VoteKind;
  state: VoteState;
  choices: readonly string[];
  opened_at: Moment;
  electors: number;
  cast?: number;
  listed?: boolean;
  secret?: boolean;
  changeable?: boolean;
  quorum?: number;
  majority?: number;
  closes_at?: Moment | null;
  ended_at?: Moment | null;
  counts?: readonly number[];
  voters?: readonly (readonly string[])[];
  outcome?: Outcome | null;
  winner?: string;
  reason?: string;
  clause?: ClauseMark | null;
}

export interface PlanConference {
  title: string;
  starts_at: Moment;
  ends_at: Moment;
  organiser?: string;
  hub?: string;
  chair?: string;
  secretary?: string;
  timezone?: string;
  settings?: Settings;
  sites?: readonly SitePlan[];
  agenda?: readonly ItemPlan[];
}

export interface RevisePlan {
  title: string;
  starts_at: Moment;
  ends_at: Moment;
  organiser?: string;
  hub?: string;
  chair?: string;
  secretary?: string;
}

export interface ChangeSettings {
  settings: Settings;
}

export interface AnnounceConference {
}

export interface CancelConference {
  reason: string;
}

export interface OpenLobby {
}

export interface StartConference {
}

export interface CallBreak {
  until?: Moment | null;
}

export interface ResumeConference {
}

export interface EndConference {
  finish?: boolean;
}

export interface ReopenConference {
  reason: string;
}

export interface HandConsole {
  login: string;
  name: string;
  until: Moment;
}

export interface TakeConsoleBack {
}

export interface InviteSite {
  plan: SitePlan;
}

export interface UninviteSite {
  site: string;
}

export interface AnswerInvitation {
  site?: string | null;
  coming: boolean;
  head?: string;
  reason?: string;
}

export interface SetContact {
  site?: string | null;
  contact: Contact;
}

export interface SetOutsideRoom {
  site?: string | null;
  link?: string;
  dial?: string;
}

export interface AnswerCheck {
  site?: string | null;
  picture: CheckResult;
  sound_in: CheckResult;
  sound_out: CheckResult;
  line: CheckResult;
}

export interface NoteLineConnected {
  site: string;
}

export interface NoteLineLost {
  site: string;
}

export interface PlaceSite {
  site: string;
  above?: string | null;
}

export interface IssuePasses {
}

export interface SetRoster {
  site?: string | null;
  roster: readonly DelegatePlan[];
}

export interface CheckIn {
  site?: string | null;
  marks?: readonly Mark[];
  head_count?: number | null;
  guests?: number | null;
}

export interface CorrectAttendance {
  site: string;
  reason: string;
  marks?: readonly Mark[];
  head_count?: number | null;
  guests?: number | null;
}

export interface AskForFigures {
  period: string;
  due: Day;
  indicators: readonly Indicator[];
}

export interface HandInFigures {
  site?: string | null;
  values: Record<Level, Record<string, number>>;
  signed_by: string;
  reason?: string;
}

export interface SendFiguresBack {
  site?: string | null;
  reason: string;
}

export interface AddItem {
  plan: ItemPlan;
  before?: string | null;
}

export interface EditItem {
  plan: ItemPlan;
}

export interface AttachDocument {
  item: string;
  document: Document;
}

export interface RemoveItem {
  item: string;
}

export interface MoveItem {
  item: string;
  before?: string | null;
  parent?: string | null;
}

export interface StartItem {
  item: string;
}

export interface FinishItem {
  item: string;
}

export interface SkipItem {
  item: string;
}

export interface ExtendItem {
  item: string;
  minutes: number;
}

export interface CarryDraft {
  item: string;
  consultation: string;
}

export interface DropDraft {
  item: string;
}

export interface FocusClause {
  clause: string | null;
  item?: string | null;
}

export interface NoteComment {
  speech: number;
}

export interface CarryBoard {
  item: string;
  also?: readonly string[];
}

export interface DropBoard {
  item: string;
}

export interface ChoosePetitions {
  item: string;
  petitions: readonly string[];
}

export interface FocusPetition {
  petition: string | null;
  item?: string | null;
}

export interface OpenQueue {
  item: string;
}

export interface CloseQueue {
  item: string;
  closes_at?: Moment | null;
}

export interface MoveRequest {
  request: string;
  version: number;
  before?: string | null;
}

export interface AskDirectly {
  item: string;
  direct: boolean;
}

export interface AskToSpeak {
  site?: string | null;
  kind?: Kind;
  person?: Person | null;
  delegate?: string;
  topic?: string;
  answers?: string | null;
  rebuts?: number | null;
  clauses?: readonly string[];
}

export interface RegisterSpeech {
  site?: string | null;
  item: string;
  topic: string;
  minutes: number;
  kind?: Kind;
  delegate?: string;
  clauses?: readonly string[];
}

export interface NameSpeaker {
  site?: string | null;
  request: string;
  delegate: string;
}

export interface ChangeRequest {
  site?: string | null;
  request: string;
  kind?: Kind | null;
  topic?: string | null;
  delegate?: string | null;
  answers?: string | null;
  rebuts?: number | null;
  clauses?: readonly string[] | null;
}

export interface Withdraw {
  site?: string | null;
  request: string;
}

export interface SayReady {
  site?: string | null;
  request?: string | null;
}

export interface RemoveRequest {
  request: string;
  reason: string;
}

export interface PassOnRequest {
  request: string;
}

export interface SettleRequest {
  request: string;
  answered: boolean;
  reason?: string;
}

export interface BringUpRequest {
  request: string;
}

export interface GiveFloor {
  request: string;
  believes: number | null;
  delegate?: string;
  interject?: boolean;
}

export interface TakeFloor {
  speech: number;
}

export interface ExtendSpeech {
  speech: number;
  seconds?: number;
}

export interface PauseSpeech {
  speech: number;
}

export interface ResumeSpeech {
  speech: number;
}

export interface CutOff {
  speech: number;
}

export interface CorrectSpeaker {
  speech: number;
  reason: string;
  site?: string | null;
  person?: Person | null;
  delegate?: string;
}

export interface GrantTime {
  item: string;
  seconds: number;
  site?: string | null;
}

export interface MuteSite {
  site: string;
}

export interface UnmuteSite {
  site: string;
}

export interface MuteAll {
}

export interface BeginRecording {
}

export interface EndRecording {
}

export interface KeepRecording {
  file: string;
  speech: number;
  millis: number;
}

export interface DeleteRecording {
  file: string;
}

export interface CallPresenter {
  believes: number | null;
}

export interface CallOnPetition {
  site: string;
  believes: number | null;
}

export interface StartRound {
  scope?: RoundScope;
}

export interface CallInRound {
  believes: number | null;
  site?: string | null;
}

export interface SkipInRound {
  site: string;
}

export interface EndRound {
}

export interface Pass {
  site?: string | null;
}

export interface Undo {
  act: number;
}

export interface Redo {
  act: number;
}

export interface OpenVote {
  text: string;
  kind?: VoteKind;
  secret?: boolean;
  choices?: readonly string[];
  seconds?: number | null;
  clause?: string | null;
}

export interface CastVote {
  site?: string | null;
  vote: number;
  choice: string;
}

export interface CloseVote {
  vote: number;
}

export interface AnnulVote {
  vote: number;
  reason: string;
}

export interface ShowOnScreen {
  shown: OnScreen;
  text?: string;
}

export interface ReportIncident {
  site?: string | null;
  kind: IncidentKind;
  text?: string;
}

export interface ResolveIncident {
  site?: string | null;
  incident: string;
}

export interface SendMessage {
  text: string;
  to?: readonly string[];
}

export interface HandInOpinion {
  site?: string | null;
  item: string;
  text: string;
  request?: string | null;
}

export interface WriteNote {
  about: string;
  text: string;
  seen?: number;
}

export interface EditNote {
  about: string;
  update: Base64;
}

export interface DraftConclusion {
  text: ConclusionText;
}

export interface EditConclusion {
  conclusion: string;
  text: ConclusionText;
  seen: number;
  base?: ConclusionText | null;
}

export interface DropConclusion {
  conclusion: string;
}

export interface ApproveConclusions {
}

export interface HandTask {
  conclusion: string;
  site: string | null;
}

export interface AcknowledgeTask {
  conclusion: string;
}

export interface ReportOnTask {
  conclusion: string;
  text: string;
  per_cent: number;
}

export interface AskForExtension {
  conclusion: string;
  until: Day;
  reason: string;
}

export interface AnswerExtension {
  conclusion: string;
  granted: boolean;
  reason?: string;
}

export interface ChaseTask {
  conclusion: string;
  text?: string;
}

export interface CloseTask {
  conclusion: string;
  outcome: TaskOutcome;
  text?: string;
}

export interface ReopenTask {
  conclusion: string;
  reason: string;
}

export interface ProposeHandover {
  conclusion: string;
  to: string;
  name: string;
}

export interface AnswerHandover {
  conclusion: string;
  accepted: boolean;
  reason?: string;
}

export interface DraftMinutes {
  reason?: string;
}

export interface ApproveMinutes {
  version: number;
  conclusions?: boolean;
}

export interface LayForSignature {
  stage: Stage;
  readers?: Readers;
  sites?: readonly string[];
}

export interface Publish {
  stage: Stage;
  readers?: Readers;
  sites?: readonly string[];
}

export interface FileSignedCopy {
  publication: number;
}

export interface WithdrawPublication {
  publication: number;
  reason: string;
}

export interface ConfirmReading {
  site?: string | null;
  publication: number;
}

export interface LineReading {
  sound?: boolean;
  picture?: boolean;
  weak?: boolean;
  lost_up?: number;
  lost_down?: number;
  delay?: number;
  up?: number;
  down?: number;
}

export interface IceRelay {
  urls: string;
  username: string;
  credential: string;
}

export interface LineTold {
  site?: string | null;
  age: number;
  reading: LineReading;
}

export interface Document {
  title: string;
  address: string;
}

export interface Settings {
  lobby_minutes?: number;
  reminders?: readonly number[];
  presets?: Record<Kind, number>;
  registration_closes?: number | null;
  second_speech?: number;
  warning?: number;
  several_requests?: boolean;
  present_sites_only?: boolean;
  procedural_when_closed?: boolean;
  cut_off_after?: number | null;
  site_budget?: number | null;
  lost_line_pauses?: boolean;
  vote_quorum?: number;
  vote_majority?: Majority;
  vote_changeable?: boolean;
  video?: boolean;
}

export interface ClauseMark {
  id: string;
  label: string;
  heading?: string;
  above?: string;
}

export interface NotedComment {
  comment: string;
  clause?: string | null;
}

export interface Offer {
  no?: string;
  choices?: Record<string, readonly (string | number | boolean)[]>;
}

export interface Contact {
  head?: string;
  technician?: string;
  phone?: string;
}

export interface InvitationAnswer {
  at: Moment;
  by: string;
  coming: boolean;
  head?: string;
  reason?: string;
}

export interface Connection {
  state?: LineState;
  since?: Moment | null;
  losses?: number;
}

export interface LineCheck {
  at: Moment;
  picture: CheckResult;
  sound_in: CheckResult;
  sound_out: CheckResult;
  line: CheckResult;
}

export interface Totals {
  sites?: number;
  connected?: number;
  checked_in?: number;
  expected?: number;
  here?: number;
  guests?: number;
}

export interface PassIssue {
  at: Moment;
  role: Role;
  name?: string;
}

export interface Delegate {
  id: string;
  name: string;
  title?: string;
  presence?: Presence;
  reason?: string;
  substitute?: string;
  first_present_at?: Moment | null;
  left_at?: Moment | null;
  returned_at?: Moment | null;
}

export interface OutsideRoom {
  link?: string;
  dial?: string;
}

export interface Removal {
  request: string;
  item: string;
  kind: Kind;
  reason: string;
  at: Moment;
  topic?: string;
  by_sub_hub?: boolean;
  answered?: boolean;
}

export interface TaskEntry {
  step: TaskStep;
  at: Moment;
  by: string;
  text?: string;
  per_cent?: number | null;
  until?: Day | null;
  evidence?: Document | null;
}

export interface Handover {
  to: string;
  name: string;
  refusal?: string;
}

export interface SitePlan {
  code: string;
  name: string;
  kind?: string;
  parent?: string;
  tile?: [number, number] | null;
  contact?: Contact;
  roster?: readonly DelegatePlan[];
  above?: string | null;
}

export interface ItemPlan {
  id: string;
  title: string;
  kind?: ItemKind;
  presenter?: string;
  minutes?: number;
  parent?: string | null;
  internal?: boolean;
  documents?: readonly Document[];
  kinds?: readonly Kind[];
  budget?: number | null;
}

export interface DelegatePlan {
  id: string;
  name: string;
  title?: string;
}

export interface Mark {
  delegate: string;
  presence: Presence;
  reason?: string;
  substitute?: string;
}

export interface Indicator {
  code: string;
  name: string;
  part_of?: string;
}

export interface Person {
  name: string;
  title?: string;
}

export interface ConclusionText {
  text: string;
  lead?: string;
  cooperating?: readonly string[];
  person?: string;
  deliverable?: string;
  deadline?: Day | null;
  standing?: boolean;
  deadline_words?: string;
  item?: string | null;
  petitions?: readonly string[];
}

/** Family of view keys → what lies under its keys. */
export interface Families {
  agenda: Agenda;
  item: ItemView;
  conclusion: ConclusionView;
  conference: Conference;
  settings: SettingsView;
  console: Console;
  counts: Counts;
  draft: DraftView;
  clauses: ClausesView;
  speech: SpeechView;
  floor: FloorView;
  may: May;
  board: BoardView;
  minutes: VersionView;
  publication: PublicationView;
  queue: QueueView;
  incident: IncidentView;
  opinion: OpinionView;
  message: MessageView;
  note: NoteView;
  recording: RecordingView;
  request: RequestView;
  figures: FiguresView;
  round: RoundView;
  screen: ScreenView;
  site: SiteView;
  roster: RosterView;
  me: Me;
  task: TaskView;
  undo: UndoView;
  vote: VoteView;
}

/** Name of an act on the wire → its arguments. */
export interface Acts {
  plan_conference: PlanConference;
  revise_plan: RevisePlan;
  change_settings: ChangeSettings;
  announce_conference: AnnounceConference;
  cancel_conference: CancelConference;
  open_lobby: OpenLobby;
  start_conference: StartConference;
  call_break: CallBreak;
  resume_conference: ResumeConference;
  end_conference: EndConference;
  reopen_conference: ReopenConference;
  hand_console: HandConsole;
  take_console_back: TakeConsoleBack;
  invite_site: InviteSite;
  uninvite_site: UninviteSite;
  answer_invitation: AnswerInvitation;
  set_contact: SetContact;
  set_outside_room: SetOutsideRoom;
  answer_check: AnswerCheck;
  note_line_connected: NoteLineConnected;
  note_line_lost: NoteLineLost;
  place_site: PlaceSite;
  issue_passes: IssuePasses;
  set_roster: SetRoster;
  check_in: CheckIn;
  correct_attendance: CorrectAttendance;
  ask_for_figures: AskForFigures;
  hand_in_figures: HandInFigures;
  send_figures_back: SendFiguresBack;
  add_item: AddItem;
  edit_item: EditItem;
  attach_document: AttachDocument;
  remove_item: RemoveItem;
  move_item: MoveItem;
  start_item: StartItem;
  finish_item: FinishItem;
  skip_item: SkipItem;
  extend_item: ExtendItem;
  carry_draft: CarryDraft;
  drop_draft: DropDraft;
  focus_clause: FocusClause;
  note_comment: NoteComment;
  carry_board: CarryBoard;
  drop_board: DropBoard;
  choose_petitions: ChoosePetitions;
  focus_petition: FocusPetition;
  open_queue: OpenQueue;
  close_queue: CloseQueue;
  move_request: MoveRequest;
  ask_directly: AskDirectly;
  ask_to_speak: AskToSpeak;
  register_speech: RegisterSpeech;
  name_speaker: NameSpeaker;
  change_request: ChangeRequest;
  withdraw: Withdraw;
  say_ready: SayReady;
  remove_request: RemoveRequest;
  pass_on_request: PassOnRequest;
  settle_request: SettleRequest;
  bring_up_request: BringUpRequest;
  give_floor: GiveFloor;
  take_floor: TakeFloor;
  extend_speech: ExtendSpeech;
  pause_speech: PauseSpeech;
  resume_speech: ResumeSpeech;
  cut_off: CutOff;
  correct_speaker: CorrectSpeaker;
  grant_time: GrantTime;
  mute_site: MuteSite;
  unmute_site: UnmuteSite;
  mute_all: MuteAll;
  begin_recording: BeginRecording;
  end_recording: EndRecording;
  keep_recording: KeepRecording;
  delete_recording: DeleteRecording;
  call_presenter: CallPresenter;
  call_on_petition: CallOnPetition;
  start_round: StartRound;
  call_in_round: CallInRound;
  skip_in_round: SkipInRound;
  end_round: EndRound;
  pass: Pass;
  undo: Undo;
  redo: Redo;
  open_vote: OpenVote;
  cast_vote: CastVote;
  close_vote: CloseVote;
  annul_vote: AnnulVote;
  show_on_screen: ShowOnScreen;
  report_incident: ReportIncident;
  resolve_incident: ResolveIncident;
  send_message: SendMessage;
  hand_in_opinion: HandInOpinion;
  write_note: WriteNote;
  edit_note: EditNote;
  draft_conclusion: DraftConclusion;
  edit_conclusion: EditConclusion;
  drop_conclusion: DropConclusion;
  approve_conclusions: ApproveConclusions;
  hand_task: HandTask;
  acknowledge_task: AcknowledgeTask;
  report_on_task: ReportOnTask;
  ask_for_extension: AskForExtension;
  answer_extension: AnswerExtension;
  chase_task: ChaseTask;
  close_task: CloseTask;
  reopen_task: ReopenTask;
  propose_handover: ProposeHandover;
  answer_handover: AnswerHandover;
  draft_minutes: DraftMinutes;
  approve_minutes: ApproveMinutes;
  lay_for_signature: LayForSignature;
  publish: Publish;
  file_signed_copy: FileSignedCopy;
  withdraw_publication: WithdrawPublication;
  confirm_reading: ConfirmReading;
}

export interface HelloFrame {
  t: "hello";
  version?: number;
  seen?: number | null;
}

export interface DoFrame {
  t: "do";
  id: string;
  act: string;
  args?: Record<string, unknown>;
}

export interface PingFrame {
  t: "ping";
  at?: number;
}

export interface SendMediaFrame {
  t: "send_media";
  id: string;
  offer: string;
  restart?: boolean;
}

export interface WatchMediaFrame {
  t: "watch_media";
  id: string;
  restart?: boolean;
}

export interface AgreeMediaFrame {
  t: "agree_media";
  id: string;
  answer: string;
}

export interface KeepMediaFrame {
  t: "keep_media";
  id: string;
  sends?: boolean;
}

export interface StopMediaFrame {
  t: "stop_media";
  id: string;
}

export interface TellLineFrame {
  t: "tell_line";
  id: string;
  reading: LineReading;
}

export interface AskLinesFrame {
  t: "ask_lines";
  id: string;
}

export interface LookAtFrame {
  t: "look_at";
  id: string;
  sites?: readonly string[];
}

export type FromScreen = HelloFrame | DoFrame | PingFrame | SendMediaFrame | WatchMediaFrame | AgreeMediaFrame | KeepMediaFrame | StopMediaFrame | TellLineFrame | AskLinesFrame | LookAtFrame;

export interface WelcomeFrame {
  t: "welcome";
  meeting: string;
  role: Role;
  now: Moment;
  beat: number;
  version?: number;
  site?: string | null;
}

export interface AllFrame {
  t: "all";
  seq: number;
  set: Record<string, unknown>;
}

export interface PatchFrame {
  t: "patch";
  seq: number;
  set?: Record<string, unknown>;
  drop?: readonly string[];
}

export interface DoneFrame {
  t: "done";
  id: string;
  seq: number;
}

export interface NoFrame {
  t: "no";
  id: string;
  code: string;
  detail?: string;
}

export interface PongFrame {
  t: "pong";
  at: number;
  now: Moment;
}

export interface ErrorFrame {
  t: "error";
  code: string;
  detail?: string;
}

export interface ByeFrame {
  t: "bye";
  code: string;
  retry?: number | null;
}

export interface MediaSentFrame {
  t: "media_sent";
  id: string;
  answer: string;
}

export interface MediaLinesFrame {
  t: "media_lines";
  offer: string;
  relay?: IceRelay | null;
}

export interface MediaOverFrame {
  t: "media_over";
  code: string;
}

export interface MediaLayerFrame {
  t: "media_layer";
  layer: number;
}

export interface MediaTilesFrame {
  t: "media_tiles";
  sites?: readonly (string | null)[];
}

export interface SoundAloneFrame {
  t: "sound_alone";
  hall?: boolean;
  sites?: readonly string[];
}

export interface LinesToldFrame {
  t: "lines_told";
  id: string;
  lines?: readonly LineTold[];
}

export type ToScreen = WelcomeFrame | AllFrame | PatchFrame | DoneFrame | NoFrame | PongFrame | ErrorFrame | ByeFrame | MediaSentFrame | MediaLinesFrame | MediaOverFrame | MediaLayerFrame | MediaTilesFrame | SoundAloneFrame | LinesToldFrame;
