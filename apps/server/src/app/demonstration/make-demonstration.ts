import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepAttentionHour } from '../../features/attention/index.ts';
import { enterCompounds } from '../../features/compounds/index.ts';
import { refreshCoverageByTimer } from '../../features/patches/index.ts';
import { root } from '../../platform/config.ts';
import { inScope } from '../../platform/db/scope.ts';
import { newId } from '../../platform/ids.ts';
import type { Routes } from '../../platform/routes.ts';
import type { Jobs } from '../../platform/timers/jobs.ts';
import type { Runtime } from '../run-command.ts';
import { cast, demonstrationPassword } from './cast.ts';
import { sendFirstChecklist, sendTodaysChecklists } from './checklists.ts';
import { madeUpCompounds } from './compounds.ts';
import { districtOutlines, madeUpGround } from './ground.ts';
import { enterPatches } from './patches.ts';
import { enterPlaces, playPlaces } from './places.ts';
import { playStory } from './play-story.ts';
import { rosterCsv } from './roster.ts';
import { createSimulation, type Simulation } from './simulation.ts';
import { zoneSteps } from './zones.ts';

export interface DemonstrationOptions {
  runtime: Runtime;
  routes: Routes;
  timers: Jobs;
  setUpCode: string;
  log: (line: string) => void;
}

/** Communities that are divided into grids in the demonstration; the territory itself is the real one. */
const gridded = { '410402010002': 4, '410402001001': 3, '410402002001': 3, '410403003001': 3 } as const;
const gridWords = ['一', '二', '三', '四'];

/**
 * Loads the demonstration into an empty system: the real territory, made-up people at every desk, the incident, a dozen
 * orders in all states. Everything is done through the same commands as in real use, on a simulated clock.
 */
export async function makeDemonstration(options: DemonstrationOptions): Promise<void> {
  const started = Date.now();
  const { runtime, log } = options;
  const present = runtime.now();
  const simulation = createSimulation(runtime, options.routes, options.timers, log);
  simulation.setClock(new Date(present.getTime() - 5 * 86_400_000));

  log('Demonstration: territory …');
  await foundCity(options);
  const system = simulation.system();
  const report = await simulation.act(system, 'importAreas', { csv: readFileSync(join(root, 'db/data/pingdingshan-areas.csv'), 'utf8') });
  for (const [code, count] of Object.entries(gridded))
    for (let i = 0; i < count; i++) await simulation.act(system, 'addGrid', { code, name: `第${gridWords[i]}网格` });
  log(`Demonstration: ${report.rows.toLocaleString('en')} areas; people at every desk …`);
  await simulation.readAreas();
  await enterPeople(simulation);
  await createAccounts(simulation);
  const compounds = madeUpCompounds(simulation.areaNames());
  await simulation.run(enterCompounds, { compounds, isMadeUp: true });
  await simulation.act(system, 'importAreaOutlines', { geojson: districtOutlines(), coordinates: 'gcj02' });
  await simulation.act(system, 'importCompoundOutlines', { geojson: madeUpGround(compounds), coordinates: 'gcj02' });
  await enterPatches(simulation, compounds, present);
  const places = await enterPlaces(simulation, compounds);
  const city = simulation.peopleAt('4104').find((one) => one.role === 'commander') ?? system;
  await simulation.act(city, 'activateIncident', {
    incidentId: newId(simulation.now().getTime()),
    name: '2022年5月疫情',
    level: 'II',
    isDrill: false,
  });
  await sendFirstChecklist(simulation, present);
  await playStory(
    simulation,
    present,
    (done, all) => {
      if (done === all || done % 1000 === 0)
        log(`Demonstration: ${done.toLocaleString('en')} of ${all.toLocaleString('en')} acts of six days …`);
    },
    (at) => inScope(runtime.city, system, (tx) => keepAttentionHour(tx, runtime.cityCode as string, at)),
    zoneSteps(simulation, compounds, present),
  );
  await playPlaces(simulation, places);
  await simulation.run(refreshCoverageByTimer, {});
  await sendTodaysChecklists(simulation, present);
  await simulation.handOver();
  log(`Demonstration: loaded in ${((Date.now() - started) / 1000).toFixed(0)} s. All people and compounds in it are made up.`);
}

/** The first administrator signs in by set-up; his session is not kept. */
async function foundCity({ routes, setUpCode, runtime }: DemonstrationOptions): Promise<void> {
  const handler = routes.setUp;
  if (!handler || !('open' in handler)) throw new Error('no set-up');
  const administrator = cast.find((one) => one.role === 'systemAdministrator');
  if (!administrator) throw new Error('the cast lacks a system administrator');
  await handler.open(
    {
      commandId: newId(),
      setUpCode,
      cityCode: '4104',
      cityName: '平顶山市',
      name: administrator.name,
      userName: administrator.userName,
      password: demonstrationPassword,
    },
    { address: '127.0.0.1', device: 'demonstration', now: runtime.now(), principal: null, setSessionToken: () => {} },
  );
}

async function enterPeople(simulation: Simulation): Promise<void> {
  const system = simulation.system();
  const units = [...new Set(cast.flatMap((one) => one.unit ?? []))];
  for (const name of units) await simulation.act(system, 'addUnit', { unitId: newId(), name, areaCode: '4104' });
  const report = await simulation.act(system, 'importPeople', { csv: rosterCsv(simulation.areaNames()) });
  if (report.errors.length > 0)
    throw new Error(`roster: ${report.errors.length} rows wrong, first at line ${report.errors[0]?.line}: ${report.errors[0]?.text}`);
  await simulation.readDesks();
}

async function createAccounts(simulation: Simulation): Promise<void> {
  for (const one of cast) {
    if (one.role === 'systemAdministrator') continue;
    const personId = await simulation.personByMobile(one.mobile);
    await simulation.act(simulation.system(), 'createAccount', {
      accountId: newId(),
      personId,
      userName: one.userName,
      password: demonstrationPassword,
    });
  }
}
