import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'

const prose = (folder: string) =>
  defineCollection({
    loader: glob({ pattern: '**/*.md', base: `./content/${folder}` }),
    schema: z.object({ title: z.string(), description: z.string(), updated: z.coerce.date() }),
  })

/** Editors' prose, one file a page and language (`content/about/ky/about.md`), rendered when the portal is built. */
export const collections = { about: prose('about'), legal: prose('legal'), guides: prose('guides') }
