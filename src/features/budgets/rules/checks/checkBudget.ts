import type { Finding } from '../budget.ts'
import { runSteps } from '../steps.ts'
import { type Check, type CheckContext, itemKey } from './context.ts'
import { delegatedWithoutOwnLine, duplicateLine, unknownCode } from './names.ts'
import { howRead, lostDecimalComma, negativeAmount, thousandSlip } from './sizes.ts'
import { actualMissing, missingParts, ofWhichExceedsWhole, partsDoNotAddUp, revenueNotExpenditure } from './sums.ts'

/** In the order a reader is told: sums first, then sizes, then what is unclear or missing. */
const CHECKS: readonly Check[] = [
  partsDoNotAddUp,
  ofWhichExceedsWhole,
  revenueNotExpenditure,
  lostDecimalComma,
  thousandSlip,
  negativeAmount,
  duplicateLine,
  delegatedWithoutOwnLine,
  unknownCode,
  missingParts,
  actualMissing,
  howRead,
]

/** Everything that the checks find in a budget. Figures are neither changed nor refused by it. */
export const checkBudget = (context: CheckContext): Finding[] => runSteps(checkSteps(context))

/** The same in steps: first what all checks compare lines by, then one check after the other. */
export function* checkSteps(context: CheckContext): Generator<void, Finding[]> {
  for (const [at, line] of context.lines.entries()) {
    itemKey(line)
    if (at % 1_000 === 999) yield
  }
  const findings: Finding[] = []
  for (const check of CHECKS) {
    // Not spread into one call: of a long table there are more findings than a call takes arguments.
    for (const finding of check(context)) findings.push(finding)
    yield
  }
  return findings
}
