/** What wakes the mail chore when a notice was queued. */
export const NOTICE_BELL = 'notices'
