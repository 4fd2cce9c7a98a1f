import { describe, expect, it } from 'vitest'
import { askingUseCases, untried } from './support/permissionCoverage.ts'
import { readSources, scanSource } from './support/sources.ts'

const asking = askingUseCases(readSources('src', 'db'))

describe('every use case that asks for a permission', () => {
  it('is found', () =>
    expect(asking).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'src/features/feedback/moderateFeedback.ts', permissions: ['feedback.moderate'] }),
        expect.objectContaining({ path: 'src/features/identity/inviteToRole.ts', permissions: ['account.invite'] }),
      ]),
    ))

  it('is tried with every role, in the place and elsewhere', () => expect(untried(asking, readSources('tests'))).toEqual([]))
})

describe('the check of permission tests', () => {
  const files = (texts: Readonly<Record<string, string>>) => Object.entries(texts).map(([path, text]) => scanSource(path, text))
  const house = files({
    'src/pages/a.ts': "import { readA } from '#features/feedback/readA.ts'\nimport { readB } from '#features/feedback/readB.ts'",
    'src/features/feedback/readA.ts': "import { open } from './open.ts'\nopen(viewer, 'desk.read')",
    'src/features/feedback/readB.ts': 'nobody is asked',
    'src/features/feedback/open.ts': 'if (!may(viewer, permission)) return',
  })
  const found = askingUseCases(house)

  it('sees who asks through a file of the room', () =>
    expect(found).toEqual([
      { path: 'src/features/feedback/readA.ts', through: ['src/features/feedback/open.ts'], permissions: ['desk.read'] },
    ]))

  it('finds what is not tried, or tried for another permission', () => {
    const test = (text: string) =>
      files({ 'tests/usecases/a.test.ts': `import { readA } from '#features/feedback/readA.ts'\n${text}` })
    expect(untried(found, test('readA(app, OPERATOR)'))).toHaveLength(1)
    expect(untried(found, test("knockers('desk.export')"))).toEqual([
      'src/features/feedback/readA.ts: no test knocks for desk.read',
    ])
    expect(untried(found, test("placedKnockers('desk.read', here)"))).toEqual([])
  })
})
