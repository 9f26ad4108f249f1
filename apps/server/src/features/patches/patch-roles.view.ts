import { listPatchRoles as operation } from '@muster/contract/patches/patches.operations';
import { may } from '../../platform/policy.ts';
import { view } from '../../platform/view.ts';
import { groundUnder } from '../compounds/index.ts';
import { type RolesRow, readRoles, rolesAt } from './patch-roles.store.ts';
import { patchesPolicy, readsPatches } from './patches.policy.ts';

export const listPatchRoles = view(operation, {
  allows: readsPatches,
  async read({ tx, principal, input, now }) {
    const areaCode = groundUnder(principal, input.areaCode);
    const [roles, rows] = await Promise.all([rolesAt(tx, areaCode, now), readRoles(tx, areaCode)]);
    const isOver = (row: RolesRow) => !row.is_of_now || (row.to_at !== null && row.to_at <= now);
    // The nearest area's, and of one area those of the incident: as `rolesAt` decides.
    const [inForce] = rows
      .filter((row) => !isOver(row) && row.from_at <= now)
      .sort((a, b) => b.area_code.length - a.area_code.length || Number(b.incident_name !== null) - Number(a.incident_name !== null));
    return {
      areaCode,
      roles,
      setBy: inForce ? toSet(inForce) : null,
      planned: rows.filter((row) => !isOver(row) && row.from_at > now).map(toSet),
      former: rows.filter((row) => isOver(row) && row.area_code === areaCode).map(toSet),
      may: { set: may(patchesPolicy, principal, 'patch:setRoles', { areaCode }) },
    };
  },
});

function toSet(row: RolesRow) {
  return {
    areaCode: row.area_code,
    areaName: row.area_name,
    incident: row.incident_name,
    roles: row.roles,
    from: row.from_at.toISOString(),
    to: row.to_at?.toISOString() ?? null,
  };
}
