import type { PatchPeopleProblem } from '@muster/contract/patches/patches.operations';
import { formatDayTime, formatNumber } from '@muster/ui/format';
import { Drawer } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useCommand, useList } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Empty, Listed } from '../../app/states/states.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import people from '../people/people.module.css';
import { AbsentForm, SubstituteForm } from './absence-forms.tsx';
import styles from './patches.module.css';
import { patchWords as words } from './patches.words.ts';

const refresh = ['listPatches', 'getCoverage', 'getPatchTroubles', 'listPatchPeople'] as const;

/** People who carry too many patches, or who cannot be counted on: for whom somebody stands in, until when he is back. */
export function PatchPeopleDrawer({ under, problem, onClose }: { under: string; problem: PatchPeopleProblem; onClose: () => void }) {
  const list = useList('listPatchPeople', { under, problem, limit: 100 });
  const end = useCommand('endAbsence', { refresh: [...refresh] });
  const [doing, setDoing] = useState<{ personId: string; what: 'absent' | 'substitute' } | null>(null);
  useReturnFocus();
  return (
    <Drawer open title={words.troubles[problem]} onClose={onClose} size={460}>
      <Listed list={list} empty={<Empty title={words.troubleNone} />}>
        {(items) => (
          <ul className={people.list}>
            {items.map((person) => (
              <li key={person.personId}>
                <span>
                  <b>{person.name}</b>{' '}
                  <span className="t3">
                    {words.tooMany(formatNumber(person.patches))}
                    {person.absence && ` · ${words.absentReason[person.absence.reason]}`}
                    {person.standsInFor && ` · ${standsIn(person.standsInFor)}`}
                  </span>
                  {doing?.personId === person.personId && doing.what === 'absent' && (
                    <AbsentForm person={person} onDone={() => setDoing(null)} />
                  )}
                  {doing?.personId === person.personId && doing.what === 'substitute' && (
                    <SubstituteForm person={person} onDone={() => setDoing(null)} />
                  )}
                </span>
                {person.may.setAbsence && doing?.personId !== person.personId && (
                  <span className={styles.acts}>
                    {person.absence ? (
                      <>
                        <button type="button" className="lnk" onClick={() => setDoing({ personId: person.personId, what: 'substitute' })}>
                          {words.substitute}
                        </button>
                        <button
                          type="button"
                          className="lnk"
                          onClick={() => person.absence && end.mutate({ absenceId: person.absence.id, version: person.absence.version })}
                        >
                          {words.back}
                        </button>
                      </>
                    ) : (
                      <button type="button" className="lnk" onClick={() => setDoing({ personId: person.personId, what: 'absent' })}>
                        {words.setAbsent}
                      </button>
                    )}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Listed>
      <ProblemLine problem={end.error} />
    </Drawer>
  );
}

function standsIn({ name, from, to }: { name: string; from: string; to: string | null }): string {
  const now = serverNow();
  return words.standsIn(name, formatDayTime(from, now), to ? formatDayTime(to, now) : null);
}
