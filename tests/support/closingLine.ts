import type { Reporter, TestModule } from 'vitest/node'

/** A whole group is left out where its engine or its browser is not installed. */
function whyMissing(module: TestModule): string | undefined {
  if (module.project.name === 'journeys') return 'no Chromium or Chrome is installed'
  const { postgres } = module.project.getProvidedContext() as { postgres?: { url: string } | { missing: string } }
  return module.project.name === 'postgres' && postgres && 'missing' in postgres ? postgres.missing : undefined
}

/** Closes with `N passed, N failed, N skipped`; in CI a skipped test is a failure, since a missing browser or engine hides there. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 }
    const reasons = new Set<string>()
    for (const module of modules) {
      if (module.state() === 'failed' && [...module.children.allTests()].every(test => test.result().state !== 'failed'))
        counts.failed += 1
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed' || state === 'failed') counts[state] += 1
        else {
          counts.skipped += 1
          const result = test.result()
          reasons.add(('note' in result && result.note) || whyMissing(module) || 'without a reason')
        }
      }
    }
    for (const reason of reasons) process.stdout.write(`skipped: ${reason}\n`)
    if (counts.skipped > 0 && process.env.CI === 'true') {
      process.stdout.write('In CI a skipped test is a failure.\n')
      process.exitCode = 1
    }
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`)
  }
}
