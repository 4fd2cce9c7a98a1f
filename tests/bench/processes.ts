import { type ChildProcess, execFile, fork } from 'node:child_process'
import { promisify } from 'node:util'
import type { Burned, Burst } from './load.ts'

const run = promisify(execFile)

export interface Running {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts one of our server files, which tells its port when it listens. */
export function start(file: string, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Running> {
  const child: ChildProcess = fork(file, args, {
    env: { ...(process.env as Record<string, string>), ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`${file} ended with ${code}`)))
    child.once('message', message =>
      resolve({
        url: `http://127.0.0.1:${(message as { listening: number }).listening}`,
        stop: () =>
          new Promise(done => {
            child.once('exit', () => done())
            child.kill('SIGTERM')
          }),
      }),
    )
  })
}

/** One burst from a process of its own, after a short one that warms up what is measured. */
export async function burn(burst: Burst): Promise<Burned> {
  const once = async (one: Burst) =>
    JSON.parse((await run(process.execPath, ['tests/bench/load.ts', JSON.stringify(one)])).stdout) as Burned
  await once({ ...burst, seconds: 1 })
  return once(burst)
}

/** Runs a file of ours to its end and answers what it wrote. */
export const runFile = async (file: string, args: readonly string[], env: Record<string, string>): Promise<string> =>
  (await run(process.execPath, [file, ...args], { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 })).stdout
