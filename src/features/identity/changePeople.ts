import { ok, type Result } from '#platform/result.ts'
import type { App } from '#src/app.ts'
import type { Tell } from './accountSteps.ts'
import type { PeopleInput } from './forms/peopleForms.ts'
import { inviteToRole } from './inviteToRole.ts'
import { renewInvitation } from './renewInvitation.ts'
import type { RolePlace } from './rules/granting.ts'
import type { Viewer } from './rules/viewer.ts'
import { takeRoleBack } from './takeRoleBack.ts'

export type PeopleDone = 'invited' | 'given' | 'renewed' | 'takenBack'

/** Does what one of the forms on a page of people asks for; each use case asks its permission itself. */
export async function changePeople(
  app: App,
  viewer: Viewer,
  input: PeopleInput,
  place: RolePlace | undefined,
  tell: Tell,
): Promise<Result<PeopleDone>> {
  switch (input.do) {
    case 'invite': {
      const given = await inviteToRole(app, viewer, input, place, tell)
      return given.ok ? ok(given.value.link ? 'invited' : 'given') : given
    }
    case 'renew': {
      const renewed = await renewInvitation(app, viewer, input, place, tell)
      return renewed.ok ? ok('renewed') : renewed
    }
    case 'takeBack': {
      const taken = await takeRoleBack(app, viewer, input, place)
      return taken.ok ? ok('takenBack') : taken
    }
  }
}
