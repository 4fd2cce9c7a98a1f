/**
 * What each mail needs to know. Links are whole addresses; names are in the reader's language. `unsubscribe` is the address that
 * ends such mail, '' where there is none.
 */
export interface NoticeValues {
  /** To the author of a word who left an address; `url` opens the whole thread by its tracking code. */
  feedbackReceived: { reference: string; municipality: string; trackingCode: string; url: string; unsubscribe: string }
  feedbackPublished: { reference: string; municipality: string; url: string; unsubscribe: string }
  feedbackPublishedInPart: { reference: string; municipality: string; url: string; reason: string; unsubscribe: string }
  feedbackNotPublished: { reference: string; municipality: string; url: string; reason: string; unsubscribe: string }
  feedbackAnswered: AnsweringValues
  feedbackPromised: AnsweringValues
  feedbackDoneAsked: AnsweringValues
  feedbackPassedOn: AnsweringValues
  feedbackMerged: AnsweringValues
  /** `text` is the title of the proposal it became, `body` its whole address. */
  feedbackTakenOver: AnsweringValues
  feedbackReopened: AnsweringValues
  /** `validUntil` is an ISO instant. */
  accountInvitation: { name: string; as: string; url: string; validUntil: string }
  accountReset: { name: string; url: string; validUntil: string }
  /** Another role for who has an account; `as` is the role with its place. */
  accountRole: { name: string; as: string; url: string }
  /** To the owner of an account, about how it is signed in to; `as` is the whole sentence. */
  accountChanged: { name: string; as: string; url: string }
  /** To the people of the office whose practice it is. */
  practiceSentBack: { municipality: string; url: string }
  practicePublished: { municipality: string; url: string }
  /** To the authors of a proposal who left an address; `text` is the office's reason or answer, in several lines. */
  proposalListed: ProposalNews
  proposalRefused: ProposalNews
  proposalAnswered: ProposalNews
  proposalAnswerChanged: ProposalNews
  proposalMerged: ProposalNews
  proposalSplit: ProposalNews
  appealUpheld: ProposalNews
  appealRejected: ProposalNews
  /** To the publishers of an office, and to who wrote a report; `text` is the note, in several lines. */
  reportToReview: ReportNews
  reportSentBack: ReportNews
  /** To who asked to be reminded of a hearing: the link says that the address is theirs. */
  hearingReminderConfirm: { title: string; municipality: string; when: string; url: string }
  /** To who asked and confirmed; `stop` leads to the page that erases the address. */
  hearingReminder: HearingNews
  hearingMoved: HearingNews
  hearingCancelled: HearingNews
  /** To the publishers of an office. */
  hearingResultsDue: { title: string; municipality: string; when: string; days: number; url: string }
  /** To the author of a proposal who left an address; `url` opens it by its code. */
  proposalReceived: { title: string; cycle: string; reference: string; trackingCode: string; url: string }
  /** To whom an author names as co-author: the link says yes. `author` is the name as it was typed. */
  proposalCoauthor: { title: string; cycle: string; author: string; url: string }
  /** To who wants to follow a proposal: the link says that the address is theirs. */
  proposalFollowConfirm: { title: string; cycle: string; url: string }
  /** To its authors and who follows; `text` is the office's own, '' where there is none. */
  proposalNews: { title: string; what: string; text: string; url: string; unsubscribe: string }
}
interface ReportNews {
  title: string
  municipality: string
  text: string
  url: string
}
interface HearingNews {
  title: string
  municipality: string
  when: string
  where: string
  reason: string
  url: string
  stop: string
}
/** `url` opens the word for its author alone where it is answered, promised or asked about; `text` is the office's own, in several lines; `date` an ISO date; `body` to whom it was passed on, or a reference. */
interface AnsweringValues {
  reference: string
  municipality: string
  url: string
  text: string
  date: string
  body: string
  unsubscribe: string
}
interface ProposalNews {
  title: string
  municipality: string
  text: string
  url: string
}
export type ProposalTemplate =
  | 'proposalListed'
  | 'proposalRefused'
  | 'proposalAnswered'
  | 'proposalAnswerChanged'
  | 'proposalMerged'
  | 'proposalSplit'
  | 'appealUpheld'
  | 'appealRejected'
export type AnsweringTemplate =
  | 'feedbackAnswered'
  | 'feedbackPromised'
  | 'feedbackDoneAsked'
  | 'feedbackPassedOn'
  | 'feedbackMerged'
  | 'feedbackReopened'
  | 'feedbackTakenOver'
export type NoticeTemplate = keyof NoticeValues

export const NOTICE_TEMPLATES = [
  'feedbackReceived',
  'feedbackPublished',
  'feedbackPublishedInPart',
  'feedbackNotPublished',
  'feedbackAnswered',
  'feedbackPromised',
  'feedbackDoneAsked',
  'feedbackPassedOn',
  'feedbackMerged',
  'feedbackTakenOver',
  'feedbackReopened',
  'accountInvitation',
  'accountReset',
  'accountRole',
  'accountChanged',
  'practiceSentBack',
  'practicePublished',
  'proposalListed',
  'proposalRefused',
  'proposalAnswered',
  'proposalAnswerChanged',
  'proposalMerged',
  'proposalSplit',
  'appealUpheld',
  'appealRejected',
  'reportToReview',
  'reportSentBack',
  'hearingReminderConfirm',
  'hearingReminder',
  'hearingMoved',
  'hearingCancelled',
  'hearingResultsDue',
  'proposalReceived',
  'proposalCoauthor',
  'proposalFollowConfirm',
  'proposalNews',
] as const satisfies readonly NoticeTemplate[]

export const isNoticeTemplate = (name: string): name is NoticeTemplate => (NOTICE_TEMPLATES as readonly string[]).includes(name)
