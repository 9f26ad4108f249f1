import { call } from '@muster/client/call';
import { type AreaLevel, areaLevels, levelOfCode } from '@muster/contract/areas/area-code';
import { readAreaFile } from '@muster/contract/areas/area-file.rules';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import page from '../../app/page.module.css';
import { useView } from '../../app/query.ts';
import { SearchField } from '../../app/search-field.tsx';
import { useSession } from '../../app/session.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { useDebounced } from '../../app/use-debounced.ts';
import { useTitle } from '../../app/use-title.ts';
import { ExportButton } from '../exports/export-button.tsx';
import { AreaSearchResults } from './area-search-results.tsx';
import { AreaTree } from './area-tree.tsx';
import { areasWords as words } from './areas.words.ts';
import styles from './areas-page.module.css';
import { CsvImport } from './csv-import.tsx';
import { OutlineFiles } from './outline-files.tsx';
import { outlineWords } from './outline-files.words.ts';

/** The territory as far as one sees it, level by level, with who is at each desk. */
export function AreasPage() {
  useTitle(words.title);
  const session = useSession();
  const root = session.acting.areaCode ?? session.city.code;
  const area = useView('getArea', { code: root });
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 200);
  const [importing, setImporting] = useState(false);
  const [drawing, setDrawing] = useState(false);

  return (
    <div className={styles.page}>
      <header className={page.head}>
        <div>
          <h1>{words.title}</h1>
          <p className="t2">{area.data ? belowText(area.data.below) : null}</p>
        </div>
        <div className={page.acts}>
          <ExportButton list="listAreas" filters={{ under: root, downTo: 'grid' }} />
          <SearchField value={typed} onChange={setTyped} label={words.searchLabel} hint={words.searchHint} />
          {(session.may.manageAreas || session.may.issueOrder) && (
            <Button onClick={() => setDrawing(!drawing)} aria-expanded={drawing}>
              {drawing ? words.close : outlineWords.open}
            </Button>
          )}
          {session.may.manageAreas && (
            <Button onClick={() => setImporting(!importing)} aria-expanded={importing}>
              {importing ? words.close : words.import}
            </Button>
          )}
        </div>
      </header>
      {importing && <ImportAreas />}
      {drawing && <OutlineFiles root={root} />}
      {q === '' ? (
        <Loaded query={area} lines={8}>
          {(data) => <AreaTree root={data} mayImport={session.may.manageAreas && !importing} onImport={() => setImporting(true)} />}
        </Loaded>
      ) : (
        <AreaSearchResults q={q} />
      )}
    </div>
  );
}

/** 12 个区县、148 个街道乡镇、2,828 个社区村 */
export function belowText(below: Record<string, number>): string {
  const text = levelCounts(below);
  return text === '' ? words.nothingBelow : words.below(text);
}

function levelCounts(counts: Record<string, number>): string {
  return areaLevels
    .filter((level) => (counts[level] ?? 0) > 0)
    .map((level: AreaLevel) => shared.levelCount[level](formatNumber(counts[level] ?? 0)))
    .join(shared.listJoin);
}

/** 12 个区县、148 个街道乡镇、2,828 个社区: what the rows of a file are, by the length of their codes. */
function describeFile(csv: string): string {
  const counts: Record<string, number> = {};
  for (const { code } of readAreaFile(csv, () => true)?.good ?? []) {
    const level = levelOfCode(code);
    if (level) counts[level] = (counts[level] ?? 0) + 1;
  }
  return levelCounts(counts);
}

/** `bare` inside the first-run steps, which say the same in their own words. */
export function ImportAreas({ bare = false }: { bare?: boolean }) {
  const client = useQueryClient();
  return (
    <section className={bare ? undefined : page.import} aria-label={words.importTitle}>
      {!bare && (
        <>
          <p className="t2">{words.importHint}</p>
          <p className="t3 s13">{words.importAgain}</p>
        </>
      )}
      <CsvImport
        example={'code,name\n410402,新华区\n410402001,曙光街街道\n410402001001,曙北社区居民委员会'}
        describe={describeFile}
        send={(input) => call('importAreas', input)}
        onStored={() => {
          for (const name of ['getArea', 'listAreas', 'listChildAreas', 'searchAreas', 'getSystem'])
            void client.invalidateQueries({ queryKey: [name] });
        }}
      />
    </section>
  );
}
