/** Name of one holder's reason among those of the page, so that ids stay apart and the error summary finds the one. */
export const takeBackField = (accountId: string, role: string, place = ''): string => `reason-${accountId}-${role}-${place}`
