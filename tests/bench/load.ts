import autocannon from 'autocannon'

/** What one burst of requests is, handed over as JSON in the first argument. */
export interface Burst {
  readonly url: string
  readonly seconds: number
  readonly connections: number
  readonly headers?: Readonly<Record<string, string>>
  /** A body makes it a POST; each request then comes from another made-up address. */
  readonly body?: string
}
export interface Burned {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Answers by status class, and connections that failed. */
  readonly ok: number
  readonly notOk: number
}

// A process of its own, so that making requests does not slow down the one that answers.
const burst = JSON.parse(process.argv[2] ?? '') as Burst
let n = 0
const result = await autocannon({
  url: burst.url,
  duration: burst.seconds,
  connections: burst.connections,
  headers: { ...burst.headers },
  ...(burst.body === undefined
    ? {}
    : {
        method: 'POST',
        body: burst.body,
        requests: [
          {
            setupRequest: request => {
              n += 1
              return {
                ...request,
                headers: { ...request.headers, 'x-forwarded-for': `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}` },
              }
            },
          },
        ],
      }),
})
const burned: Burned = {
  perSecond: result.requests.average,
  p50: result.latency.p50,
  p99: result.latency.p99,
  ok: result['2xx'],
  notOk: result.non2xx + result.errors + result.timeouts,
}
process.stdout.write(JSON.stringify(burned))
