import { expect, test } from 'vitest';
import { isVisible, keysOfEvent, keysOfScope } from './visibility.rules.ts';

const codes = ['4104', '410402', '410403', '410402001', '410402100', '410402001001', '410402100001', '410402100001001'];
const units = ['u1', 'u2'];
const areas = [null, ...codes];

test('whoever sees an event by his place shares a key with it: what is looked up misses nobody whom the rule lets see', () => {
  const scopes = areas.flatMap((areaCode) => [null, ...units].map((unitId) => ({ areaCode, unitId, personId: 'me' })));
  const reaches = [[], ...codes.map((code) => [code]), ['410402001', '410403']];
  let seen = 0;
  for (const areaCode of areas)
    for (const reachDown of reaches)
      for (const reachUp of reaches)
        for (const [unitId, reachUnits] of [
          [null, []],
          ['u1', []],
          [null, ['u2']],
        ] as [string | null, string[]][]) {
          const event = {
            recordedAt: new Date(0),
            areaCode,
            reachDown,
            reachUp,
            reachUnits,
            unitId,
            actorId: 'he',
            personId: 'she',
          };
          const keys = new Set(keysOfEvent(event));
          for (const scope of scopes) {
            if (!isVisible(event, scope)) continue;
            seen += 1;
            if (!keysOfScope(scope).some((key) => keys.has(key)))
              expect.fail(`${JSON.stringify(event)} is missed by ${JSON.stringify(scope)}`);
          }
        }
  expect(seen).toBeGreaterThan(1000);
});
