import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClosingHour } from './ballots.ts'
import type { Desk } from './million.ts'
import { burn, runFile, start } from './processes.ts'
import type { Tally } from './tally.ts'

interface Line {
  readonly what: string
  readonly portal: number
  readonly bare: number
  readonly ratio: number
  readonly goal: string
  readonly p99: number
}

const SECONDS = Number(process.env.BENCH_SECONDS ?? 6)
const CONNECTIONS = 32
const folder = mkdtempSync(join(tmpdir(), 'ashar-bench-'))
const lines: Line[] = []
const note = (line: Line) => {
  lines.push(line)
  process.stdout.write(
    `${line.what}: ${Math.round(line.portal)} a second, bare ${Math.round(line.bare)}, ratio ${line.ratio.toFixed(2)}\n`,
  )
}

/** The answer as it goes over the wire, compressed bytes and headers. */
const fetchRaw = (
  url: string,
  headers: Record<string, string>,
): Promise<{ headers: Record<string, string>; body: Buffer; status: number }> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () => {
        const { date: _, connection: __, 'keep-alive': ___, ...rest } = response.headers as Record<string, string>
        resolve({ headers: rest, body: Buffer.concat(chunks), status: response.statusCode ?? 0 })
      })
    })
      .on('error', reject)
      .end()
  })

async function pages(portal: string): Promise<void> {
  const accept = { 'accept-encoding': 'br' }
  for (const [what, path] of [
    ['Budget page', '/ky/m/aleksandrovka/budget/2020'],
    ['Municipality page', '/ky/m/aleksandrovka'],
  ] as const) {
    const answer = await fetchRaw(portal + path, accept)
    if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
    const file = join(folder, 'page.json')
    writeFileSync(file, JSON.stringify({ headers: answer.headers, body: answer.body.toString('base64') }))
    const bare = await start('tests/bench/bare.ts', ['page', file])
    const least = await burn({ url: bare.url, seconds: SECONDS, connections: CONNECTIONS, headers: accept })
    await bare.stop()
    for (const [how, headers, goal] of [
      ['kept', accept, '≥ 0.5'],
      ['rendered each time', { ...accept, cookie: 'ashar_session=none' }, ''],
    ] as const) {
      const burned = await burn({ url: portal + path, seconds: SECONDS, connections: CONNECTIONS, headers })
      if (burned.notOk > 0) throw new Error(`${burned.notOk} answers of ${path} were no success`)
      note({
        what: `${what}, ${how}`,
        portal: burned.perSecond,
        bare: least.perSecond,
        ratio: burned.perSecond / least.perSecond,
        goal,
        p99: burned.p99,
      })
    }
  }
}

async function words(portal: string): Promise<void> {
  const { items } = (await (await fetch(`${portal}/api/v1/municipalities?limit=1`)).json()) as { items: { id: string }[] }
  const body = JSON.stringify({
    kind: 'comment',
    municipality: items[0]?.id,
    subject: { type: 'general' },
    text: 'Көчөбүздө жарык жок, түнкүсүн балдар мектептен келгенде коркунучтуу. '.repeat(3),
    language: 'ky',
    consent: { publish: true, shareContact: false },
  })
  const burst = { seconds: SECONDS, connections: 64, headers: { 'content-type': 'application/json' }, body }
  const bare = await start('tests/bench/bare.ts', ['insert', join(folder, 'bare.db')])
  const least = await burn({ ...burst, url: bare.url })
  await bare.stop()
  const burned = await burn({ ...burst, url: `${portal}/api/v1/feedback` })
  if (burned.notOk > 0) throw new Error(`${burned.notOk} words were refused`)
  note({
    what: 'Words taken in through the API',
    portal: burned.perSecond,
    bare: least.perSecond,
    ratio: burned.perSecond / least.perSecond,
    goal: '> 1',
    p99: burned.p99,
  })
}

/** A city's election: counted in a process of its own, as by the command, so that memory is measured too. */
async function city(): Promise<Tally> {
  return JSON.parse(await runFile('tests/bench/tally.ts', [], {})) as Tally
}

function report(desk: Desk, tally: Tally): void {
  const width = Math.max(...lines.map(line => line.what.length), ...desk.map(line => line.what.length))
  const rows = [
    '',
    `${'a second'.padStart(width + 10)}${'bare'.padStart(9)}${'ratio'.padStart(8)}${'goal'.padStart(8)}${'p99 ms'.padStart(9)}`,
    ...lines.map(
      ({ what, portal, bare, ratio, goal, p99 }) =>
        `${what.padEnd(width)}${Math.round(portal).toString().padStart(10)}${Math.round(bare).toString().padStart(9)}${ratio.toFixed(2).padStart(8)}${goal.padStart(8)}${p99.toString().padStart(9)}`,
    ),
    '',
    `${'p50 ms'.padStart(width + 10)}${'p95 ms'.padStart(9)}${'goal'.padStart(16)}`,
    ...desk.map(
      ({ what, p50, p95, goal }) =>
        `${what.padEnd(width)}${p50.toFixed(1).padStart(10)}${p95.toFixed(1).padStart(9)}${goal.padStart(16)}`,
    ),
    '',
    `${'ms'.padStart(width + 10)}${'plain loop'.padStart(12)}${'ratio'.padStart(8)}${'goal'.padStart(12)}`,
    ...tally.lines.map(
      ({ what, ms, plain, ratio, goal }) =>
        `${what.padEnd(width)}${ms.toFixed(0).padStart(10)}${plain.toFixed(1).padStart(12)}${ratio.toFixed(0).padStart(8)}${goal.padStart(12)}`,
    ),
    `${tally.ballots} distinct ballots; ${tally.megabytes} MB at most (goal < 300)`,
  ]
  process.stdout.write(`${rows.join('\n')}\n`)
}

const started = performance.now()
try {
  const env = {
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'error',
    TRUST_PROXY: '1',
    ASHAR_WORKER: 'off',
  }
  await runFile('src/cli/main.ts', ['seed', '--demo'], env)
  const portal = await start('src/serve.ts', [], env)
  await pages(portal.url)
  await words(portal.url)
  await portal.stop()
  process.stdout.write('A closing hour of voters …\n')
  const hour = JSON.parse(await runFile('tests/bench/ballots.ts', [], { DATA_DIR: join(folder, 'ballots') })) as ClosingHour
  const { voters, perSecond, bare, ratio, p99 } = hour
  note({ what: `Ballots cast, ${voters} voters`, portal: perSecond, bare, ratio, goal: '', p99: Math.round(p99) })
  process.stdout.write(`${hour.lost} lost, ${hour.twice} doubled; seconds ${JSON.stringify(hour.seconds)}\n`)
  process.stdout.write('Making a million words …\n')
  const million = JSON.parse(await runFile('tests/bench/million.ts', [], { DATA_DIR: join(folder, 'million') })) as Desk
  process.stdout.write('Making 200,000 things to find …\n')
  const found = JSON.parse(await runFile('tests/bench/findable.ts', [], { DATA_DIR: join(folder, 'findable') })) as Desk
  const desk = [...million, ...found]
  process.stdout.write('Counting a city …\n')
  const tally = await city()
  report(desk, tally)
  mkdirSync('.bench', { recursive: true })
  const machine = { cores: availableParallelism(), node: process.version, platform: `${process.platform} ${process.arch}` }
  writeFileSync(
    '.bench/result.json',
    `${JSON.stringify({ at: new Date().toISOString(), machine, throughput: lines, desk, tally }, null, 2)}\n`,
  )
  process.stdout.write(`\n${Math.round((performance.now() - started) / 1000)} s in all; .bench/result.json has the figures\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
