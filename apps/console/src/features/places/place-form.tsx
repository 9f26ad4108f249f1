import { newId } from '@muster/client/ids';
import { type PlaceKind, placeKinds } from '@muster/contract/places/place-kinds';
import type { Place } from '@muster/contract/places/places.operations';
import { placeWords } from '@muster/ui/words/places.words';
import { shared } from '@muster/ui/words/shared.words';
import { Button, Input, InputNumber, Select } from 'antd';
import { useRef, useState } from 'react';
import { useCommand, useList, useView } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Field } from '../../parts/field.tsx';
import styles from './places.module.css';
import { placesWords as words } from './places.words.ts';
import { SpanRow } from './span-row.tsx';
import { isWhole, newSpan, type WrittenSpan } from './written-span.ts';

const refresh = ['listPlaces', 'getPlace', 'summarisePlaces'] as const;

interface WrittenShift extends WrittenSpan {
  name: string;
  needed: number;
}

/** Everything that is known of a place: where, when it is open, which shifts it has. Whoever stands in a shift that stays stays in it. */
export function PlaceForm({ communityCode, place, onDone }: { communityCode: string; place?: Place; onDone: () => void }) {
  const [name, setName] = useState(place?.name ?? '');
  const [kind, setKind] = useState<PlaceKind | undefined>(place?.kind);
  const [compoundId, setCompoundId] = useState<string | undefined>(place?.compoundId ?? undefined);
  const [gate, setGate] = useState<string | undefined>(place?.gate ?? undefined);
  const [latitude, setLatitude] = useState<number | null>(place?.position?.latitude ?? null);
  const [longitude, setLongitude] = useState<number | null>(place?.position?.longitude ?? null);
  const [opening, setOpening] = useState<WrittenSpan[]>(() => (place?.opening ?? []).map((span) => ({ id: newId(), ...span })));
  const [shifts, setShifts] = useState<WrittenShift[]>(() => (place?.shifts ?? []).map(({ people: _, ...shift }) => shift));
  const placeId = useRef(place?.id ?? newId());
  const compounds = useList('listCompounds', { under: communityCode, limit: 200 });
  const compound = useView('getCompound', { compoundId: compoundId ?? '' }, { enabled: compoundId !== undefined });
  const add = useCommand('addPlace', { refresh: [...refresh], onDone });
  const change = useCommand('changePlace', { refresh: [...refresh], onDone });
  const problem = add.error ?? change.error;
  const missing =
    name.trim() === ''
      ? words.missingName
      : kind === undefined
        ? words.missingKind
        : (latitude === null) !== (longitude === null)
          ? words.positionHalf
          : opening.some((span) => !isWhole(span))
            ? words.missingOpening
            : shifts.some((shift) => !isWhole(shift) || shift.name.trim() === '')
              ? words.missingShift
              : null;

  function save() {
    if (missing !== null || kind === undefined) return;
    const written = {
      placeId: placeId.current,
      name: name.trim(),
      compoundId: compoundId ?? null,
      gate: compoundId ? (gate ?? null) : null,
      position: latitude !== null && longitude !== null ? { latitude, longitude } : null,
      opening: opening.map(({ id: _, ...span }) => span),
      shifts: shifts.map((shift) => ({ ...shift, name: shift.name.trim() })),
    };
    if (place) change.mutate({ ...written, version: place.version });
    else add.mutate({ ...written, kind, communityCode });
  }

  return (
    <form
      className={styles.fields}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={words.name} hint={words.nameHint} pointer="name" problem={problem}>
        {(field) => <Input {...field} autoFocus maxLength={40} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      {!place && (
        <Field label={words.kind} pointer="kind" problem={problem}>
          {(field) => (
            <Select
              {...field}
              className={styles.full ?? ''}
              aria-label={words.kind}
              value={kind}
              onChange={setKind}
              options={placeKinds.map((value) => ({ value, label: placeWords.kind[value] }))}
            />
          )}
        </Field>
      )}
      <div className={styles.row}>
        <Field label={words.compound} pointer="compoundId" problem={problem}>
          {(field) => (
            <Select
              {...field}
              className={styles.full ?? ''}
              aria-label={words.compound}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={words.compoundNone}
              value={compoundId}
              onChange={(id?: string) => {
                setCompoundId(id);
                setGate(undefined);
              }}
              options={(compounds.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
        </Field>
        <Field label={words.gate} pointer="gate" problem={problem}>
          {(field) => (
            <Select
              {...field}
              className={styles.full ?? ''}
              aria-label={words.gate}
              allowClear
              disabled={!compound.data || compound.data.gates.length === 0}
              value={gate}
              onChange={(value?: string) => setGate(value)}
              options={(compound.data?.gates ?? []).map((value) => ({ value, label: value }))}
            />
          )}
        </Field>
      </div>
      <div className={styles.row}>
        <Field label={words.latitude} hint={words.positionHint} pointer="latitude" problem={problem}>
          {(field) => <InputNumber {...field} className={styles.full ?? ''} min={-90} max={90} value={latitude} onChange={setLatitude} />}
        </Field>
        <Field label={words.longitude} pointer="longitude" problem={problem}>
          {(field) => (
            <InputNumber {...field} className={styles.full ?? ''} min={-180} max={180} value={longitude} onChange={setLongitude} />
          )}
        </Field>
      </div>
      <fieldset>
        <legend>{words.opening}</legend>
        <p className="t3 s12">{words.openingHint}</p>
        {opening.map((span, at) => (
          <SpanRow
            key={span.id}
            span={span}
            label={`${words.opening} ${at + 1}`}
            onChange={(next) => setOpening(opening.map((one) => (one.id === next.id ? next : one)))}
            onRemove={() => setOpening(opening.filter(({ id }) => id !== span.id))}
          />
        ))}
        <button type="button" className="lnk s13" onClick={() => setOpening([...opening, newSpan(newId())])}>
          {words.openingAdd}
        </button>
      </fieldset>
      <fieldset>
        <legend>{words.shifts}</legend>
        <p className="t3 s12">{words.shiftsHint}</p>
        {shifts.map((shift, at) => (
          <SpanRow
            key={shift.id}
            span={shift}
            label={`${words.shifts} ${at + 1}`}
            before={
              <Input
                className={styles.short ?? ''}
                maxLength={20}
                aria-label={`${words.shiftName} ${at + 1}`}
                placeholder={words.shiftName}
                value={shift.name}
                onChange={(event) => setShifts(shifts.map((one) => (one.id === shift.id ? { ...one, name: event.target.value } : one)))}
              />
            }
            after={
              <InputNumber
                className={styles.short ?? ''}
                min={1}
                max={99}
                precision={0}
                aria-label={`${words.needed} ${at + 1}`}
                value={shift.needed}
                onChange={(needed) => setShifts(shifts.map((one) => (one.id === shift.id ? { ...one, needed: needed ?? 1 } : one)))}
              />
            }
            onChange={(next) => setShifts(shifts.map((one) => (one.id === next.id ? next : one)))}
            onRemove={() => setShifts(shifts.filter(({ id }) => id !== shift.id))}
          />
        ))}
        <button type="button" className="lnk s13" onClick={() => setShifts([...shifts, { ...newSpan(newId()), name: '', needed: 1 }])}>
          {words.shiftAdd}
        </button>
      </fieldset>
      <div>
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" disabled={missing !== null} loading={add.isPending || change.isPending}>
            {missing ?? (place ? words.save : words.saveNew(name.trim()))}
          </Button>
          <Button onClick={onDone}>{shared.action.cancel}</Button>
        </div>
        <ProblemLine problem={problem} />
      </div>
    </form>
  );
}
