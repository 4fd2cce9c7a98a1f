/**
 * What practices are about: fewer and plainer than the catalogue of services, since who looks for an idea does not look by
 * code. Each topic names the services and delegated powers it belongs to; some belong to none.
 */
export const SERVICES_OF = {
  water: ['L04', 'L05'],
  waste: ['L11'],
  roads: ['L06', 'L12'],
  lighting: ['L07'],
  publicSpaces: ['L08', 'L09', 'L10', 'L13', 'L16'],
  culture: ['L14', 'L18', 'L19'],
  youth: ['L20'],
  education: ['L22'],
  social: ['D04', 'D09'],
  safety: ['L17', 'L21'],
  irrigation: ['L23'],
  economy: ['L01', 'L02', 'L15', 'D10'],
  budget: ['L03', 'D06'],
  information: ['L24', 'D01', 'D02', 'D03', 'D05', 'D07', 'D08'],
  energy: [],
  cooperation: [],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Topic = keyof typeof SERVICES_OF
export const TOPICS = Object.keys(SERVICES_OF) as readonly Topic[]
export const isTopic = (value: unknown): value is Topic => typeof value === 'string' && Object.hasOwn(SERVICES_OF, value)

/** The topic that a service (`L04`) or delegated power (`D07`) belongs to. */
export const topicOfService = (code: string): Topic | undefined =>
  TOPICS.find(topic => (SERVICES_OF[topic] as readonly string[]).includes(code))
