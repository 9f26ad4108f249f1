import type { CompoundDetail } from '@muster/contract/compounds/compounds.operations';
import { type CoordinateSystem, coordinateSystems } from '@muster/contract/geo/coordinates';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useCommand } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './compounds.module.css';
import { positionWords as words } from './position.words.ts';

/** Two numbers however they were copied: with a comma of either width, blanks, or degrees. */
export function readPair(text: string): { longitude: number; latitude: number } | null {
  const numbers = text.normalize('NFKC').match(/-?\d+(\.\d+)?/g) ?? [];
  if (numbers.length !== 2) return null;
  const [longitude, latitude] = numbers.map(Number) as [number, number];
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? { longitude, latitude } : null;
}

/** Where the compound is, and the act that says so. Kept in WGS-84, copied from whichever map. */
export function PositionLine({ compound }: { compound: CompoundDetail }) {
  const { position, may } = compound;
  const [text, setText] = useState<string | null>(null);
  const [system, setSystem] = useState<CoordinateSystem>('gcj02');
  const place = useCommand('placeCompound', { refresh: ['getCompound', 'listCompoundGround'], onDone: () => setText(null) });
  const pair = text === null ? null : readPair(text);
  const where = { compoundId: compound.id, version: compound.version };
  if (text === null)
    return (
      <p className="t2">
        {position
          ? `${words.at(`${position.longitude}, ${position.latitude}`)} (${words.source[position.source]}${position.accuracy === null ? '' : words.accuracy(formatNumber(position.accuracy))})`
          : words.none}
        {compound.hasOutline && ` · ${words.outline}`}{' '}
        {may.change && (
          <button type="button" className="lnk" onClick={() => setText('')}>
            {position ? words.change : words.set}
          </button>
        )}
      </p>
    );
  return (
    <form
      className={styles.numbered}
      onSubmit={(event) => {
        event.preventDefault();
        if (pair) place.mutate({ ...where, position: pair, coordinates: system });
      }}
    >
      <Field label={words.field} hint={words.hint} pointer="position" problem={place.error}>
        {(field) => <Input {...field} autoFocus value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <Field label={words.system} pointer="coordinates" problem={place.error}>
        {(field) => (
          <Select
            {...field}
            aria-label={words.system}
            style={{ width: 150 }}
            value={system}
            onChange={setSystem}
            options={coordinateSystems.map((value) => ({ value, label: words.systems[value] }))}
          />
        )}
      </Field>
      <Button type="primary" htmlType="submit" disabled={!pair} loading={place.isPending}>
        {pair ? words.save : words.missing}
      </Button>
      {position && <Button onClick={() => place.mutate({ ...where, position: null, coordinates: 'wgs84' })}>{words.remove}</Button>}
      <Button onClick={() => setText(null)}>{shared.action.cancel}</Button>
      <ProblemLine problem={place.error} />
    </form>
  );
}
