import { call, type ProblemError } from '@muster/client/call';
import { newId } from '@muster/client/ids';
import type { ImportReport } from '@muster/contract/areas/areas.operations';
import { type CoordinateSystem, coordinateSystems } from '@muster/contract/geo/coordinates';
import { formatNumber } from '@muster/ui/format';
import { problemText } from '@muster/ui/words/problems.words';
import { rowErrorText } from '@muster/ui/words/row-errors.words';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Radio, Select } from 'antd';
import { Fragment, useId, useRef, useState } from 'react';
import page from '../../app/page.module.css';
import { saveFile } from '../../parts/save-file.ts';
import { csvMax } from './csv-file.ts';
import styles from './csv-import.module.css';
import { outlineWords as words } from './outline-files.words.ts';

type Of = 'areas' | 'compounds';
interface Attempt {
  of: Of;
  name: string;
  geojson: string;
  coordinates: CoordinateSystem;
  goodFeaturesOnly: boolean;
  commandId: string;
}

/** Outlines in and out: chosen, checked whole by the server, stored when every feature is right; wrong ones are named by number. */
export function OutlineFiles({ root }: { root: string }) {
  const client = useQueryClient();
  const [of, setOf] = useState<Of>('areas');
  const [coordinates, setCoordinates] = useState<CoordinateSystem>('wgs84');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const system = useId();
  const load = useMutation<ImportReport, ProblemError, Attempt>({
    mutationFn: ({ of: whose, name: _, ...sent }) => call(whose === 'areas' ? 'importAreaOutlines' : 'importCompoundOutlines', sent),
    onSuccess: () => {
      for (const name of ['listAreaOutlines', 'listCompoundGround', 'getCompound']) void client.invalidateQueries({ queryKey: [name] });
    },
  });
  const take = useMutation({
    mutationFn: () =>
      of === 'areas'
        ? call('exportAreaOutlines', { commandId: newId(), code: root, coordinates })
        : call('exportCompoundOutlines', { commandId: newId(), under: root, coordinates }),
    onSuccess: ({ fileName, geojson }) => {
      if (geojson.features.length === 0) return setTaken(words.takenNone);
      saveFile(new Blob([JSON.stringify(geojson)], { type: 'application/geo+json' }), fileName);
      setTaken(words.taken(fileName, formatNumber(geojson.features.length)));
    },
  });

  async function choose(file: File | undefined) {
    if (!file) return;
    load.reset();
    setRefusal(file.size > csvMax ? words.tooLarge : null);
    if (file.size > csvMax) return;
    load.mutate({ of, name: file.name, geojson: await file.text(), coordinates, goodFeaturesOnly: false, commandId: newId() });
  }

  return (
    <section className={page.import} aria-labelledby={`${system}-title`}>
      <h2 id={`${system}-title`}>{words.title}</h2>
      <p className="t2">{words.hint}</p>
      <div className={styles.card}>
        <div className={styles.choose}>
          <Radio.Group
            aria-label={words.of}
            value={of}
            onChange={(event) => {
              setOf(event.target.value);
              setTaken(null);
              load.reset();
            }}
            options={[
              { value: 'areas', label: words.ofAreas },
              { value: 'compounds', label: words.ofCompounds },
            ]}
          />
        </div>
        <div className={styles.choose}>
          <label htmlFor={system}>{words.system}</label>
          <Select
            id={system}
            style={{ width: 260 }}
            value={coordinates}
            onChange={setCoordinates}
            options={coordinateSystems.map((value) => ({ value, label: words.systems[value] }))}
          />
          <span className={styles.note}>{words.systemHint}</span>
        </div>
        <div className={styles.choose}>
          <Button type="primary" loading={load.isPending} onClick={() => input.current?.click()}>
            {load.data ? words.another : words.choose}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".geojson,.json,application/geo+json,application/json"
            aria-label={words.choose}
            onChange={(event) => {
              void choose(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Button loading={take.isPending} onClick={() => take.mutate()}>
            {words.take}
          </Button>
          <span role="status" className={styles.note}>
            {take.isPending ? words.taking : taken}
          </span>
        </div>
        {[refusal, load.error && problemText(load.error), take.error && problemText(take.error as ProblemError)].map(
          (text) =>
            text && (
              <p key={text} className={styles.problem} role="alert">
                {text}
              </p>
            ),
        )}
        {load.isPending && <p className={styles.note}>{words.checking(load.variables.name)}</p>}
        {load.data && (
          <Report
            report={load.data}
            onStoreGood={() => load.variables && load.mutate({ ...load.variables, goodFeaturesOnly: true, commandId: newId() })}
          />
        )}
      </div>
    </section>
  );
}

const shownMost = 50;

function Report({ report, onStoreGood }: { report: ImportReport; onStoreGood: () => void }) {
  const { added, changed, unchanged, held, errors } = report;
  const wrong = formatNumber(errors.length);
  const isStored = added + changed + unchanged > 0 || errors.length === 0;
  return (
    <>
      <p className={styles.note} role="status">
        {isStored
          ? words.stored(formatNumber(added), formatNumber(changed), formatNumber(unchanged)) +
            (errors.length > 0 ? words.storedButWrong(wrong) : '')
          : held > 0
            ? words.nothing(formatNumber(held), wrong)
            : words.nothingGood(wrong)}{' '}
        {held > 0 && (
          <Button type="link" className={styles.inline} onClick={onStoreGood}>
            {words.storeGood(formatNumber(held))}
          </Button>
        )}
      </p>
      {errors.length > 0 && (
        <div className={styles.errors}>
          {errors.slice(0, shownMost).map((error) => (
            <Fragment key={error.line}>
              <span className={styles.line}>{words.feature(error.line)}</span>
              <span>{rowErrorText(error)}</span>
              <span />
            </Fragment>
          ))}
          {errors.length > shownMost && <span className={styles.moreErrors}>{words.more(formatNumber(errors.length - shownMost))}</span>}
        </div>
      )}
    </>
  );
}
