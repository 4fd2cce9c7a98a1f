/** A clock that a test moves: minutes, hours, days pass when it says so. Starts at the present, as signatures are checked by it. */
export function testClock(start = new Date()): { now: () => Date; pass: (ms: number) => void } {
  let passed = 0
  return { now: () => new Date(start.getTime() + passed), pass: ms => void (passed += ms) }
}
