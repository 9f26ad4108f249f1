import type { CompoundImport, ImportLine } from '@muster/contract/compounds/import.operations';
import { importColumnName, importFaultText } from '@muster/contract/compounds/import-sentences';
import { formatNumber } from '@muster/ui/format';
import { language } from '@muster/ui/words/dictionary';
import { problemText } from '@muster/ui/words/problems.words';
import { Radio } from 'antd';
import { useState } from 'react';
import { useCommand, useList } from '../../../app/query.ts';
import { Empty, Listed } from '../../../app/states/states.tsx';
import { Table } from '../../../app/table.tsx';
import { compoundWords } from '../compounds.words.ts';
import styles from './import.module.css';
import { importWords as words } from './import.words.ts';
import type { ImportDetail } from './import-types.ts';

type Show = 'undecided' | 'faulty' | 'failed' | 'add' | 'change' | 'same';

/** What has to be looked at first, what is fine behind it. */
function shows({ counts, failed, state }: CompoundImport, hasAsked: boolean): { show: Show; n: number }[] {
  const all: { show: Show; n: number }[] = [
    { show: 'undecided', n: counts.undecided },
    { show: 'failed', n: failed },
    { show: 'faulty', n: counts.faulty },
    { show: 'add', n: counts.add },
    { show: 'change', n: counts.change },
    { show: 'same', n: counts.same },
  ];
  return all.filter(({ show, n }) => n > 0 || (show === 'undecided' && hasAsked && state === 'ready'));
}

export function ImportLines({ one }: { one: ImportDetail }) {
  // What was asked stays to be looked at again when it is answered.
  const [hasAsked] = useState(one.counts.undecided > 0);
  const choices = shows(one, hasAsked);
  const [chosen, setChosen] = useState<Show | null>(null);
  const show = choices.find((choice) => choice.show === chosen)?.show ?? choices[0]?.show ?? 'add';
  const lines = useList('listImportLines', { importId: one.id, show, limit: 50 });
  const leafName = one.leaves.length > 1 ? (leaf: number) => one.leaves[leaf - 1]?.name ?? null : () => null;
  return (
    <section aria-label={words.showLabel}>
      <fieldset className={styles.tabs}>
        <legend className="sr">{words.showLabel}</legend>
        {choices.map((choice) => (
          <button
            key={choice.show}
            type="button"
            className={styles.tab}
            aria-pressed={choice.show === show}
            onClick={() => setChosen(choice.show)}
          >
            {words.show[choice.show]} {formatNumber(choice.n)}
          </button>
        ))}
      </fieldset>
      {show === 'undecided' && <Rest one={one} />}
      <Listed list={lines} empty={<Empty title={words.emptyList} />}>
        {(items) => (
          <Table columns={[words.columnRow, words.columnName, words.columnWhat]} label={words.show[show]}>
            {items.map((line) => (
              <tr key={line.n}>
                <td className="t3">{words.row(leafName(line.leaf), formatNumber(line.row))}</td>
                <td>
                  <b>{line.name === '' ? words.noName : line.name}</b> <span className="t3 s12">{line.community?.name}</span>
                </td>
                <td>
                  <What line={line} show={show} one={one} />
                </td>
              </tr>
            ))}
          </Table>
        )}
      </Listed>
    </section>
  );
}

function What({ line, show, one }: { line: ImportLine; show: Show; one: ImportDetail }) {
  if (line.faults.length > 0)
    return (
      <ul className={styles.faults}>
        {line.faults.map((fault) => {
          const header = one.leaves[fault.leaf - 1]?.columns.find(({ letters }) => letters === fault.column)?.header;
          const place = fault.row === line.row ? '' : `${words.row(null, String(fault.row))} `;
          return (
            <li key={`${fault.row}-${fault.column}-${fault.code}`}>
              {place}
              {fault.column ? `${header || fault.column}（${fault.column}${fault.row}）` : ''} {importFaultText(fault, language())}
            </li>
          );
        })}
      </ul>
    );
  if (show === 'undecided') return <Choice line={line} one={one} />;
  const changes = line.changes.map((change) => ({
    key: `${change.building ?? ''}${change.field}`,
    text: `${change.building ?? (change.field === 'households' || change.field === 'residents' ? words.rest : '')}${importColumnName(change.field, language())} ${valueText(change.field, change.before)} → ${valueText(change.field, change.after)}`,
  }));
  return (
    <>
      {line.outcome === 'change' ? (
        <>
          {changes.map(({ key, text }) => (
            <div key={key}>{text}</div>
          ))}
          {line.buildingsAdd > 0 && <div>{words.addsBuildings(formatNumber(line.buildingsAdd))}</div>}
        </>
      ) : (
        <span className="t2">{words.adds(formatNumber(line.buildingsAdd), formatNumber(line.households))}</span>
      )}
      {line.candidates.length > 0 && line.decision && <span className="t3 s12">{decisionText(line)}</span>}
    </>
  );
}

function decisionText(line: ImportLine): string {
  const known = line.candidates.find(({ id }) => id === line.decision);
  return known ? ` ${words.isThis(known.name)}` : ` ${words.isNew}`;
}

function valueText(field: string, value: string): string {
  if (value === '') return words.nothing;
  if (field === 'kind') return compoundWords.kind[value as keyof typeof compoundWords.kind] ?? value;
  if (field === 'lacks')
    return value
      .split('、')
      .map((one) => compoundWords.lack[one as keyof typeof compoundWords.lack] ?? one)
      .join('、');
  return value;
}

function Choice({ line, one }: { line: ImportLine; one: ImportDetail }) {
  const decide = useCommand('decideImportLines', { refresh: ['listImportLines', 'getCompoundImport'] });
  const value = decide.isPending ? decide.variables?.decisions?.[0]?.decision : line.decision;
  return (
    <>
      <Radio.Group
        className={styles.choices}
        aria-label={words.decideTitle(line.name)}
        disabled={!one.may.decide}
        value={value ?? undefined}
        onChange={(event) => decide.mutate({ importId: one.id, decisions: [{ n: line.n, decision: event.target.value }] })}
      >
        {line.candidates.map((known) => (
          <Radio key={known.id} value={known.id}>
            {words.isThis(known.name)}{' '}
            <span className="t3 s12">
              {[words.why[known.why], known.communityName, known.address].filter((part) => part !== '').join(' · ')}
            </span>
          </Radio>
        ))}
        <Radio value="new">{words.isNew}</Radio>
      </Radio.Group>
      {decide.error && (
        <span className={styles.problem} role="alert">
          {problemText(decide.error)}
        </span>
      )}
    </>
  );
}

function Rest({ one }: { one: ImportDetail }) {
  const decide = useCommand('decideImportLines', { refresh: ['listImportLines', 'getCompoundImport'] });
  if (one.counts.undecided === 0 || !one.may.decide) return null;
  return (
    <p className={styles.line}>
      <button type="button" className="lnk s13" onClick={() => decide.mutate({ importId: one.id, decisions: [], rest: 'new' })}>
        {words.restNew}
      </button>
      <button type="button" className="lnk s13" onClick={() => decide.mutate({ importId: one.id, decisions: [], rest: 'first' })}>
        {words.restFirst}
      </button>
    </p>
  );
}
