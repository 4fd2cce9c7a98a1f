import { hash, verify } from '@node-rs/argon2'

// OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane.
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** What is verified where there is no account or no password yet, so that the answer takes as long as any other. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$Vk7VgVBfSNHMNojG7O8wiw$a3zF3iKxAI9kkcTU0BEudvZAGdVcDi9nI1A4uxyjEi4'

/** One person types on many keyboards: the same letters in another composition are the same password. */
const normal = (password: string): string => password.normalize('NFKC')

/** argon2id in its PHC form. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), PARAMETERS)

/** Whether the password is the one behind the hash; false, after the same work, where there is none. */
export async function passwordMatches(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? NOBODY, normal(password))
  return matches && passwordHash !== null && passwordHash !== undefined
}
