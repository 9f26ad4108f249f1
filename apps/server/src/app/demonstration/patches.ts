import type { EnteredCompound } from '../../features/compounds/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Simulation } from './simulation.ts';

/** The community of the pictures (design 04), divided; elsewhere the patches are still to be made. */
const community = '410402010002';

/** Patches by compound: into how many, and which role is still lacking in one of them. 建行家属楼 is not divided yet. */
const plan = [
  { compound: '天湖苑小区', patches: 4 },
  { compound: '湖光花园', patches: 3 },
  { compound: '矿务局东家属院', patches: 2, lacks: 'doctor' },
  { compound: '西高皇棚户片', patches: 1 },
  { compound: '供电局家属院', patches: 1, lacks: 'instructor' },
  { compound: '湖滨新苑', patches: 1 },
] as const;

const crew = [
  ['police', '方志强'],
  ['police', '赵建设'],
  ['doctor', '李雪梅'],
  ['doctor', '孙立新'],
  ['reporter', '马会琴'],
  ['reporter', '田蕾'],
  ['instructor', '孟军'],
  ['instructor', '冯雪'],
] as const;

/** People of the patches, made up like all others, entered and linked by the commands that a community uses. */
export async function enterPatches(simulation: Simulation, compounds: readonly EnteredCompound[], present: Date): Promise<void> {
  const [secretary] = simulation.peopleAt(community).filter((one) => one.role === 'communitySecretary');
  if (!secretary) return;
  const act = simulation.act.bind(null, secretary);
  const people = new Map<string, string[]>([['secretary', [secretary.personId]]]);
  for (const [role, name] of crew) {
    const personId = newId();
    await act('addPerson', { personId, name, memberCategory: 'staff', areaCode: community });
    people.set(role, [...(people.get(role) ?? []), personId]);
  }
  let serial = 0;
  for (const { compound, patches, ...rest } of plan) {
    const one = compounds.find(({ communityCode, name }) => communityCode === community && name === compound);
    if (!one) continue;
    for (let at = 0; at < patches; at++) {
      const patchId = newId();
      const buildings = one.buildings.filter((_, index) => index % patches === at);
      const parts = patches === 1 ? [{ compoundId: one.id }] : buildings.map(({ id }) => ({ compoundId: one.id, buildingId: id }));
      await act('definePatch', { patchId, communityCode: community, name: `第${++serial}片`, parts, dutyPhone: '0375-0000000' });
      for (const [roleKey, list] of people) {
        // Whoever is lacking left half an hour ago.
        const leaves = at === patches - 1 && 'lacks' in rest && rest.lacks === roleKey;
        await act('linkPatchPerson', {
          communityCode: community,
          patchIds: [patchId],
          roleKey,
          personId: list[serial % list.length] as string,
          ...(leaves ? { to: new Date(present.getTime() - 1_800_000).toISOString() } : {}),
        });
      }
    }
  }
}
