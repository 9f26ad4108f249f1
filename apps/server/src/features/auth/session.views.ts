import { codeLength } from '@muster/contract/areas/area-code';
import type { Session } from '@muster/contract/auth/auth.operations';
import * as operations from '@muster/contract/auth/auth.operations';
import type { Windows } from '@muster/contract/orders/limits';
import type { Tx } from '../../platform/db/scope.ts';
import type { SharedDb } from '../../platform/db/shared.ts';
import type { Principal } from '../../platform/principal.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import type { CitySettings } from '../../platform/settings.ts';
import { view } from '../../platform/view.ts';
import { areaNames } from '../areas/index.ts';
import { activeIncident, currentIncident, managesIncident, toIncident } from '../incidents/index.ts';
import { headPosition } from '../journal/index.ts';
import { activeAssignments } from '../people/index.ts';
import { sectionsOf } from './auth.rules.ts';
import type { AuthServices } from './auth.services.ts';
import { sessionLimits } from './device.rules.ts';

/** What a screen needs to know about who is using it, as `principal`, who may only just have become so. */
export async function readSession(
  { tx, shared, now, settings }: { tx: Tx; shared: SharedDb; now: Date; settings: CitySettings },
  principal: Principal,
  services: AuthServices,
): Promise<Session> {
  const { sessionId, assignmentId } = principal;
  if (sessionId === null || assignmentId === null || principal.role === 'system') throw notFound();
  const cityCode = principal.areaCode?.slice(0, codeLength('city')) ?? services.cityCode() ?? '';
  const [row, assignments, names, active, position] = await Promise.all([
    shared
      .selectFrom('sessions as s')
      .innerJoin('accounts as a', 'a.id', 's.account_id')
      .select(['s.device', 'a.user_name', 'a.totp_confirmed_at'])
      .where('s.id', '=', sessionId)
      .executeTakeFirst(),
    activeAssignments(tx, principal.personId, now),
    areaNames(tx, [cityCode]),
    activeIncident(tx),
    headPosition(tx),
  ]);
  const acting = assignments.find((assignment) => assignment.id === assignmentId);
  if (!row || !acting) throw new Problem('session.expired');
  const incident = active ?? (await currentIncident(tx));
  const { sponsor, filingNumber, demo } = services.settings;
  return {
    sessionId,
    person: { id: principal.personId, name: principal.personName },
    userName: row.user_name,
    secondFactor: row.totp_confirmed_at !== null,
    acting,
    assignments,
    city: { code: cityCode, name: names.get(cityCode) ?? '' },
    incident: incident && toIncident(incident, principal, now),
    position,
    serverTime: now.toISOString(),
    idleMinutes: sessionLimits(row.device).idleMs / 60_000,
    settings: {
      sponsor,
      filingNumber,
      demo,
      acknowledgeMinutes: minutes(settings.acknowledgeWithin),
      fileMegabytes: megabytes(settings.fileBytesMost),
    },
    may: sectionsOf(principal.role, managesIncident(principal)),
  };
}

function minutes(windows: Windows): Windows {
  return { routine: windows.routine / 60_000, urgent: windows.urgent / 60_000, immediate: windows.immediate / 60_000 };
}

function megabytes({ photo, attachment }: CitySettings['fileBytesMost']) {
  return { photo: Math.floor(photo / 1024 / 1024), attachment: Math.floor(attachment / 1024 / 1024) };
}

export function sessionViews(services: AuthServices) {
  const getSession = view(operations.getSession, {
    allows: (principal) => principal.sessionId !== null,
    read: (facts) => readSession(facts, facts.principal, services),
  });

  const listSessions = view(operations.listSessions, {
    allows: (principal) => principal.accountId !== null,
    async read({ shared, principal, now }) {
      const rows = await shared
        .selectFrom('sessions')
        .select(['id', 'created_at', 'last_seen_at', 'address', 'device'])
        .where('account_id', '=', principal.accountId as string)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', now)
        .orderBy('last_seen_at', 'desc')
        .execute();
      const alive = rows.filter((row) => now.getTime() - row.last_seen_at.getTime() <= sessionLimits(row.device).idleMs);
      return {
        items: alive.map((row) => ({
          sessionId: row.id,
          current: row.id === principal.sessionId,
          createdAt: row.created_at.toISOString(),
          lastSeenAt: row.last_seen_at.toISOString(),
          address: row.address,
          device: row.device,
        })),
      };
    },
  });

  return [getSession, listSessions];
}
