import type { ZoneRegime } from '@muster/contract/zones/zone-regimes';
import { formatDay } from '@muster/ui/format';
import { Drawer } from 'antd';
import { useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import { useView } from '../../app/query.ts';
import { Loaded } from '../../app/states/states.tsx';
import { useReturnFocus } from '../../app/use-return-focus.ts';
import { AdoptRegime } from './adopt-regime.tsx';
import { ZoneMark } from './zone-mark.tsx';
import { conditionText } from './zone-text.ts';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

/** Which rules there are, from when to when, with their conditions; a local one is made from one that is there. */
export function RegimesDrawer({ areaCode, may, onClose }: { areaCode: string; may: boolean; onClose: () => void }) {
  const regimes = useView('listZoneRegimes', {});
  const [from, setFrom] = useState<ZoneRegime | null>(null);
  useReturnFocus();
  return (
    <Drawer open title={from ? words.adoptTitle : words.regimes} onClose={onClose} size={560}>
      {from ? (
        <AdoptRegime regime={from} areaCode={areaCode} onDone={() => setFrom(null)} />
      ) : (
        <Loaded query={regimes}>
          {(data) => (
            <>
              <p className="t3 s12">{words.regimesHint}</p>
              {data.items.map((regime) => (
                <Regime key={regime.id} regime={regime} {...(may ? { onAdopt: () => setFrom(regime) } : {})} />
              ))}
            </>
          )}
        </Loaded>
      )}
    </Drawer>
  );
}

function Regime({ regime, onAdopt }: { regime: ZoneRegime; onAdopt?: () => void }) {
  const now = serverNow();
  const day = (at: string | null) => (at ? formatDay(at, now) : null);
  return (
    <section className={styles.item}>
      <div className={styles.itemHead}>
        <b>{regime.name}</b>
        <span className="t3 s12">
          {regime.areaCode === null ? `${words.national} · ` : ''}
          {words.inForce(day(regime.from), day(regime.to))}
        </span>
      </div>
      {regime.levels.map((level) => (
        <div key={level.key} className={styles.row}>
          <ZoneMark strictness={level.strictness}>{level.name}</ZoneMark>
          <span className="t2 s13">
            {level.measures.join('、')}
            <br />
            {level.release.length === 0
              ? words.byDecision
              : level.release
                  .map((condition) => conditionText({ condition, met: false, at: null, lacks: null, roundFrom: null }))
                  .join('；')}
          </span>
        </div>
      ))}
      {onAdopt && (
        <button type="button" className="lnk s13" onClick={onAdopt}>
          {words.adopt}
          <span className="sr"> {regime.name}</span>
        </button>
      )}
    </section>
  );
}
