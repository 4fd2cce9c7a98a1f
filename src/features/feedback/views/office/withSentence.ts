import type { Typed } from '#platform/forms/readForm.ts'

/** What was typed, with a ready sentence at the end of the text. */
export function withSentence(typed: Typed, sentence: string | undefined): Typed {
  if (sentence === undefined) return typed
  const text = [typed.get('text').trimEnd(), sentence].filter(Boolean).join(' ')
  return { get: name => (name === 'text' ? text : typed.get(name)), all: typed.all }
}
