/*
 * Long work as a generator: it yields where others may have a turn, and returns its answer at the end. Rules stay pure, and
 * who runs them decides whether to wait in between.
 */

/** Runs to the end without a pause. */
export function runSteps<T>(steps: Generator<void, T>): T {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value
}

/** Runs to the end; `pause` is awaited at each step. */
export async function runInTurns<T>(steps: Generator<void, T>, pause: () => Promise<unknown>): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    await pause()
  }
}
