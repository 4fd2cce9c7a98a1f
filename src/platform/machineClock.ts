/** The machine's clock in milliseconds, for libraries that read it themselves; everything of ours asks `app.now()`. */
export const machineNow = (): number => Date.now()
