import type { Refusal } from '#platform/result.ts'
import type { PbWarning } from './rules/election.ts'

const WARNINGS: Readonly<Record<PbWarning['code'], (values: PbWarning['values']) => string>> = {
  'vote.unknownProject': v => `voter ${v.voter}: project ${v.id} is not among the projects; left out of this ballot`,
  'vote.repeatedProject': v => `voter ${v.voter}: project ${v.id} stands twice; its first place counts`,
  'vote.repeatedVoter': v => `voter ${v.voter} stands twice; counted as another voter`,
  'vote.empty': v => `voter ${v.voter}: the ballot is empty; it counts as a voter`,
  'vote.negativePoints': v => `voter ${v.voter}: negative points`,
  'vote.pointsCount': v => `voter ${v.voter}: ${v.projects} projects, but ${v.points} points`,
  'meta.voteCount': v => `num_votes says ${v.said}, the file holds ${v.found}`,
  'meta.projectCount': v => `num_projects says ${v.said}, the file holds ${v.found}`,
}

/** A warning in English, since files of this kind are for programs and those who check them. */
export const warningText = (warning: PbWarning): string => WARNINGS[warning.code](warning.values)

const REFUSALS: Readonly<Record<string, (values: NonNullable<Refusal['values']>) => string>> = {
  'pb.encoding': () => 'the file is not in UTF-8',
  'pb.quotes': v => `line ${v.line}: a quotation mark is not closed or stands in the wrong place`,
  'pb.noSection': v => `line ${v.line}: data before the line META`,
  'pb.sectionMissing': v => `the section ${v.section} is missing`,
  'pb.headerMissing': v => `the section ${v.section} has no header row`,
  'pb.columnMissing': v => `line ${v.line}: the section ${v.section} has no column ${v.column}`,
  'pb.keyMissing': v => `META has no ${v.key}`,
  'pb.number': v => `line ${v.line}: ${v.column} cannot be read as a number of 0 or more: "${v.value}"`,
  'pb.voteType': v => `line ${v.line}: the vote type "${v.value}" is not known`,
  'pb.idMissing': v => `line ${v.line}: ${v.column} is empty`,
  'pb.projectTwice': v => `line ${v.line}: project ${v.id} stands twice with different costs`,
}
/** Why a file is not read, in English. */
export const refusalText = (refusal: Refusal): string => REFUSALS[refusal.code]?.(refusal.values ?? {}) ?? refusal.code
