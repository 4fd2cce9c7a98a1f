/** What each mail needs to know. Links are whole addresses; names are in the reader's language. */
export interface NoticeValues {
  /** To the author of a word who left an address; `url` opens the whole thread by its tracking code. */
  feedbackReceived: { reference: string; municipality: string; trackingCode: string; url: string }
  feedbackPublished: { reference: string; municipality: string; url: string }
  feedbackPublishedInPart: { reference: string; municipality: string; url: string; reason: string }
  feedbackNotPublished: { reference: string; municipality: string; url: string; reason: string }
  /** `validUntil` is an ISO instant. */
  accountInvitation: { name: string; as: string; url: string; validUntil: string }
  accountReset: { name: string; url: string; validUntil: string }
  /** Another role for who has an account; `as` is the role with its place. */
  accountRole: { name: string; as: string; url: string }
  /** To the people of the office whose practice it is. */
  practiceSentBack: { municipality: string; url: string }
  practicePublished: { municipality: string; url: string }
  /** To who asked to be reminded of a hearing: the link says that the address is theirs. */
  hearingReminderConfirm: { title: string; municipality: string; when: string; url: string }
  /** To who asked and confirmed; `stop` leads to the page that erases the address. */
  hearingReminder: HearingNews
  hearingMoved: HearingNews
  hearingCancelled: HearingNews
  /** To the publishers of an office. */
  hearingResultsDue: { title: string; municipality: string; when: string; days: number; url: string }
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
export type NoticeTemplate = keyof NoticeValues

export const NOTICE_TEMPLATES = [
  'feedbackReceived',
  'feedbackPublished',
  'feedbackPublishedInPart',
  'feedbackNotPublished',
  'accountInvitation',
  'accountReset',
  'accountRole',
  'practiceSentBack',
  'practicePublished',
  'hearingReminderConfirm',
  'hearingReminder',
  'hearingMoved',
  'hearingCancelled',
  'hearingResultsDue',
] as const satisfies readonly NoticeTemplate[]

export const isNoticeTemplate = (name: string): name is NoticeTemplate => (NOTICE_TEMPLATES as readonly string[]).includes(name)
