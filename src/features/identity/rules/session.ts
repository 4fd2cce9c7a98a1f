const HOUR_MS = 3_600_000

/** A session ends this long after it was last renewed; it is renewed once half of the time is over. */
export const SESSION_IDLE_HOURS = 12
/** And after this long whatever happens. */
export const SESSION_WHOLE_MS = 7 * 24 * HOUR_MS

/** Whether a session holds at `now`; `expiresAt` is the sliding end. */
export const sessionHolds = (session: { createdAt: Date; expiresAt: Date }, now: Date): boolean =>
  now < session.expiresAt && now.getTime() < session.createdAt.getTime() + SESSION_WHOLE_MS
