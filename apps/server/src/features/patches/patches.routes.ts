import type { ParsedInputOf, ResultOf } from '@muster/contract/operation';
import { getPatchCard } from '@muster/contract/patches/patches.operations';
import { type Principal, systemPrincipal } from '../../platform/principal.ts';
import { notFound } from '../../platform/problem.ts';
import { type Routes, routes } from '../../platform/routes.ts';
import type { View } from '../../platform/view.ts';
import { agreePatchPhone } from './commands/agree-patch-phone.ts';
import { changePatch } from './commands/change-patch.ts';
import { closePatch } from './commands/close-patch.ts';
import { copyPatchPeople } from './commands/copy-patch-people.ts';
import { definePatch } from './commands/define-patch.ts';
import { endAbsence } from './commands/end-absence.ts';
import { linkPatchPerson } from './commands/link-patch-person.ts';
import { setAbsence } from './commands/set-absence.ts';
import { setPatchRoles } from './commands/set-patch-roles.ts';
import { substitutePatchPerson } from './commands/substitute-patch-person.ts';
import { unlinkPatchPerson } from './commands/unlink-patch-person.ts';
import { patchCard } from './patch-card.view.ts';
import { getPatchTroubles, listPatchPeople } from './patch-people.views.ts';
import { listPatchRoles } from './patch-roles.view.ts';
import { getCoverage, getPatch, listPatches } from './patches.views.ts';

/** What a card needs that anybody may open: the city, and somebody who may read it. */
export interface CardServices {
  cityCode: () => string | null;
  read: <I, R>(principal: Principal, view: View<I, R>, input: I) => Promise<R>;
}

function openCard({ cityCode, read }: CardServices) {
  return {
    name: getPatchCard.name,
    async open(input: ParsedInputOf<typeof getPatchCard>): Promise<ResultOf<typeof getPatchCard>> {
      const code = cityCode();
      if (code === null) throw notFound();
      return read(systemPrincipal(code), patchCard, input);
    },
  };
}

export function patchesRoutes(services: CardServices): Routes {
  return routes([
    listPatches,
    getPatch,
    getCoverage,
    getPatchTroubles,
    listPatchPeople,
    definePatch,
    changePatch,
    closePatch,
    linkPatchPerson,
    copyPatchPeople,
    unlinkPatchPerson,
    substitutePatchPerson,
    setAbsence,
    endAbsence,
    setPatchRoles,
    listPatchRoles,
    agreePatchPhone,
    openCard(services),
  ]);
}
