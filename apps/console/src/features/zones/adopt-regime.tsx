import { newId } from '@muster/client/ids';
import type { ZoneCondition, ZoneLevel, ZoneRegime } from '@muster/contract/zones/zone-regimes';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Input, InputNumber } from 'antd';
import { useRef, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import { TimeField } from '../orders/time-field.tsx';
import { ZoneMark } from './zone-mark.tsx';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

type Days = { level: string; label: string; value: number; set: (level: ZoneLevel, days: number) => ZoneLevel };

const inConditions = (list: readonly ZoneCondition[], at: number, days: number): ZoneCondition[] =>
  list.map((one, index) => {
    if (index !== at) return one;
    if (one.kind === 'roundNegative') return { ...one, withinDays: days };
    return 'days' in one ? { ...one, days } : one;
  });

/** Every number of a level that a place may have otherwise. */
function daysOf(level: ZoneLevel): Days[] {
  const label = {
    daysWithoutCase: words.levelDays,
    contactDays: words.contactDays,
    roundNegative: words.roundDays,
    daysAtLevel: words.stepDays,
    othersLifted: '',
  };
  const release = level.release.flatMap((condition, at): Days[] => {
    const value = condition.kind === 'roundNegative' ? condition.withinDays : 'days' in condition ? condition.days : null;
    if (value === null) return [];
    return [
      {
        level: level.key,
        label: label[condition.kind],
        value,
        set: (one, days) => ({ ...one, release: inConditions(one.release, at, days) }),
      },
    ];
  });
  const step = (level.afterStepDown?.release ?? []).flatMap((condition, at): Days[] =>
    'days' in condition
      ? [
          {
            level: level.key,
            label: words.stepDays,
            value: condition.days,
            set: (one, days) => ({
              ...one,
              afterStepDown: one.afterStepDown && { ...one.afterStepDown, release: inConditions(one.afterStepDown.release, at, days) },
            }),
          },
        ]
      : [],
  );
  const outing: Days = {
    level: level.key,
    label: words.outingDays,
    value: level.outing?.everyDays ?? 0,
    set: (one, days) => ({ ...one, outing: days === 0 ? null : { persons: one.outing?.persons ?? 1, everyDays: days } }),
  };
  return [...release, ...step, ...(level.strictness === 'precaution' ? [] : [outing])];
}

/** A local regime is one that is there with other names and numbers: what is not said here stays as it was. */
export function AdoptRegime({ regime, areaCode, onDone }: { regime: ZoneRegime; areaCode: string; onDone: () => void }) {
  const [name, setName] = useState(regime.name);
  const [from, setFrom] = useState(new Date(serverNow()).toISOString());
  const [levels, setLevels] = useState<ZoneLevel[]>(regime.levels);
  const regimeId = useRef(newId());
  const adopt = useCommand('setZoneRegime', { refresh: ['listZoneRegimes'], onDone });
  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        adopt.mutate({ regimeId: regimeId.current, areaCode, key: regime.key, name: name.trim(), from, levels });
      }}
    >
      <Field label={words.regimeName} pointer="name" problem={adopt.error}>
        {(field) => <Input {...field} autoFocus maxLength={40} value={name} onChange={({ target }) => setName(target.value)} />}
      </Field>
      <TimeField label={words.regimeFrom} value={from} earliest={serverNow() - 7 * 86_400_000} onChange={setFrom} />
      {levels.map((level, index) => (
        <fieldset key={level.key} className={styles.item}>
          <legend>
            <ZoneMark strictness={level.strictness}>{level.name}</ZoneMark>
          </legend>
          <div className={styles.inline}>
            {daysOf(level).map((days) => (
              <Field key={days.label} label={days.label}>
                {({ status: _, ...field }) => (
                  <InputNumber
                    {...field}
                    min={0}
                    max={90}
                    precision={0}
                    value={days.value}
                    onChange={(value) => setLevels(levels.map((one, at) => (at === index ? days.set(one, value ?? 0) : one)))}
                  />
                )}
              </Field>
            ))}
          </div>
        </fieldset>
      ))}
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" disabled={name.trim() === ''} loading={adopt.isPending}>
          {words.adoptAct(name.trim())}
        </Button>
        <Button onClick={onDone}>{shared.action.cancel}</Button>
      </div>
      <ProblemLine problem={adopt.error} />
    </form>
  );
}
