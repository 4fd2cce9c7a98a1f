import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

/** The process's metrics, as `/metrics` shows them. Shared by the server's own code and the built pages. */
const SHARED = Symbol.for('ashar.metrics')
interface Metrics {
  registry: Registry
  requests: Histogram<'method' | 'status' | 'from'>
  events: Counter<'event'>
}
const shared = globalThis as { [SHARED]?: Metrics }

function open(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'ashar_request_seconds',
      help: 'Answered requests by method, status class and what answered them',
      labelNames: ['method', 'status', 'from'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
      registers: [registry],
    }),
    events: new Counter({
      name: 'ashar_events_total',
      help: 'What happened, by name',
      labelNames: ['event'],
      registers: [registry],
    }),
  }
}

const metrics = (): Metrics => (shared[SHARED] ??= open())

export const observeRequest = (method: string, status: number, from: string, milliseconds: number): void =>
  metrics().requests.observe({ method, status: `${Math.floor(status / 100)}xx`, from }, milliseconds / 1000)

/** Counts something that happened: `feedback.accepted`, `delivery.sent`, `delivery.retry`. */
export const countEvent = (event: string): void => metrics().events.inc({ event })

/** The Prometheus text and its content type. */
export const readMetrics = async (): Promise<{ text: string; contentType: string }> => {
  const { registry } = metrics()
  return { text: await registry.metrics(), contentType: registry.contentType }
}
