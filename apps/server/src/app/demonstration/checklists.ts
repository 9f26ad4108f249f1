import { type FrameKey, frames } from '@muster/contract/checklists/checklist-frames';
import { newId } from '../../platform/ids.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Simulation } from './simulation.ts';

const subdistrict = '410402010';
const district = '410402';
const hour = 3_600_000;

const itemsOf = (key: FrameKey) =>
  (frames.find((frame) => frame.key === key)?.slots ?? []).map((text) => ({ id: newId(), text, hint: null }));

const lead = (simulation: Simulation, code: string) =>
  simulation.peopleAt(code).find(({ role }) => role === 'dutyOfficer' || role === 'commander');

function communitiesUnder(simulation: Simulation, under: string): string[] {
  return simulation
    .areaNames()
    .map(({ code }) => code)
    .filter((code) => code.length === 12 && code.startsWith(under))
    .sort();
}

async function send(
  simulation: Simulation,
  by: Principal,
  list: { title: string; frame: FrameKey; areaCodes: string[]; dueAt: Date },
): Promise<{ checklistId: string; items: { id: string }[] }> {
  const checklistId = newId(simulation.now().getTime());
  const items = itemsOf(list.frame);
  const { title, frame, areaCodes, dueAt } = list;
  await simulation.act(by, 'saveChecklist', {
    checklistId,
    title,
    frame,
    items,
    level: 'community',
    areaCodes,
    dueAt: dueAt.toISOString(),
  });
  await simulation.act(by, 'sendChecklist', { checklistId, version: 1 });
  return { checklistId, items };
}

/** The first so many items, ticked by the community's own desk. */
async function tick(simulation: Simulation, areaCode: string, list: { checklistId: string; items: { id: string }[] }, count: number) {
  const by = simulation.peopleAt(areaCode).find(({ role }) => role === 'communitySecretary');
  if (!by) return;
  for (const item of list.items.slice(0, count))
    await simulation.act(by, 'tickItem', {
      checklistId: list.checklistId,
      areaCode,
      itemId: item.id,
      tickId: newId(simulation.now().getTime()),
    });
}

/** On the first day: who answers for what, in one subdistrict; two communities have not come to the end of it. */
export async function sendFirstChecklist(simulation: Simulation, present: Date): Promise<void> {
  const by = lead(simulation, subdistrict);
  if (!by) return;
  const dueAt = new Date(present.getTime() - hour);
  const list = await send(simulation, by, { title: '四方责任落实', frame: 'fourParties', areaCodes: [subdistrict], dueAt });
  const communities = communitiesUnder(simulation, subdistrict);
  for (const [at, code] of communities.entries()) await tick(simulation, code, list, at >= communities.length - 2 ? 2 : 4);
}

/** Today: one list under way in a district, and one that the city has still to name. */
export async function sendTodaysChecklists(simulation: Simulation, present: Date): Promise<void> {
  const by = lead(simulation, district);
  if (by) {
    const dueAt = new Date(Math.ceil(present.getTime() / hour) * hour + 5 * hour);
    const list = await send(simulation, by, { title: '四早自查', frame: 'fourEarlies', areaCodes: [district], dueAt });
    // Every second one has begun, every fourth is done: enough to see how it comes up from the communities.
    for (const [at, code] of communitiesUnder(simulation, district).entries())
      if (at % 2 === 0) await tick(simulation, code, list, at % 4 === 0 ? 4 : 2);
  }
  const city = lead(simulation, '4104');
  if (!city) return;
  const written = {
    title: '九个起来',
    frame: 'nineUp' as const,
    items: itemsOf('nineUp'),
    level: 'community' as const,
    areaCodes: ['4104'],
  };
  await simulation.act(city, 'saveChecklist', { checklistId: newId(simulation.now().getTime()), ...written });
}
