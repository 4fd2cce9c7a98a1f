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
