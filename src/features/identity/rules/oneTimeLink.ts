/** A one-time link is good for a week. */
export const LINK_DAYS = 7
