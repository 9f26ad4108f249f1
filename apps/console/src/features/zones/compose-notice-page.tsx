import { newId } from '@muster/client/ids';
import type { ZoneRegime } from '@muster/contract/zones/zone-regimes';
import { formatNumber } from '@muster/ui/format';
import { shared } from '@muster/ui/words/shared.words';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Radio, Select } from 'antd';
import { useRef, useState } from 'react';
import { serverNow } from '../../app/clock.ts';
import page from '../../app/page.module.css';
import { useCommand, useList, useView } from '../../app/query.ts';
import { ProblemLine } from '../../app/states/problem-line.tsx';
import { Loaded } from '../../app/states/states.tsx';
import { useDebounced } from '../../app/use-debounced.ts';
import { useTitle } from '../../app/use-title.ts';
import { Field } from '../../parts/field.tsx';
import { TimeField } from '../orders/time-field.tsx';
import { doorText } from '../patches/door-picker.tsx';
import { type DraftItem, itemsOf } from './notice-draft.ts';
import { NoticeItem } from './notice-item.tsx';
import { NoticePreview } from './notice-preview.tsx';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

const blank = (): DraftItem => ({
  key: newId(),
  level: 'lift',
  groups: [{ key: newId(), communityCode: undefined, doors: [] }],
  areas: [],
  except: [],
  until: null,
});

/** One notice: which places become what from when on. What it changes stands beside it while it is written. */
export function ComposeNoticePage() {
  useTitle(words.compose);
  const { zone: zoneId, proposal: proposalId } = useSearch({ from: '/_desk/zones/new' });
  const regimes = useView('listZoneRegimes', {});
  const zone = useView('getZone', { zoneId: zoneId ?? '' }, { enabled: zoneId !== undefined });
  const proposals = useList('listZoneProposals', { limit: 200 }, { enabled: proposalId !== undefined });
  const proposal = proposals.items?.find(({ id }) => id === proposalId);
  if (zoneId !== undefined && !zone.data) return <Loaded query={zone}>{() => null}</Loaded>;
  if (proposalId !== undefined && proposals.isPending) return null;
  const about = proposal ?? zone.data;
  const level = proposal ? (proposal.levelKey ?? 'lift') : (zone.data?.level.releaseTo ?? 'lift');
  const first = about
    ? { ...blank(), level, groups: [{ key: newId(), communityCode: about.communityCode, doors: [doorText(about)] }] }
    : blank();
  return (
    <Loaded query={regimes}>
      {(data) => (
        <Compose
          key={`${zoneId} ${proposal?.id}`}
          regimes={data.items}
          first={first}
          {...(about ? { regimeId: about.regimeId } : {})}
          {...(proposal ? { proposalId: proposal.id, because: proposal.note } : {})}
        />
      )}
    </Loaded>
  );
}

function inForce(regime: ZoneRegime, at: number): boolean {
  return (!regime.from || Date.parse(regime.from) <= at) && (!regime.to || Date.parse(regime.to) > at);
}

function Compose({
  regimes,
  first,
  regimeId: given,
  proposalId,
  because = '',
}: {
  regimes: readonly ZoneRegime[];
  first: DraftItem;
  regimeId?: string;
  proposalId?: string;
  because?: string;
}) {
  const navigate = useNavigate();
  const [items, setItems] = useState<DraftItem[]>([first]);
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState(because);
  const [text, setText] = useState('');
  const [ahead, setAhead] = useState<string | null>(null);
  const effectiveAt = ahead ?? new Date(Math.floor(serverNow() / 60_000) * 60_000).toISOString();
  const usable = regimes.filter((regime) => inForce(regime, Date.parse(effectiveAt)) || regime.id === given);
  // A local one before the country's: it was set because that does not fit.
  const [chosen, setChosen] = useState(given);
  const regimeId = chosen ?? [...usable].sort((a, b) => Number(b.areaCode !== null) - Number(a.areaCode !== null))[0]?.id;
  const regime = regimes.find(({ id }) => id === regimeId);
  const noticeId = useRef(newId());
  const drafted = itemsOf(items);
  const written = useDebounced(JSON.stringify({ regimeId, effectiveAt, items: drafted }), 250);
  const preview = useView('previewZoneNotice', JSON.parse(written), { enabled: regimeId !== undefined && drafted.length > 0, keep: true });
  const issue = useCommand('issueZoneNotice', {
    refresh: [
      'listZones',
      'summariseZones',
      'listZoneNotices',
      'listZoneProposals',
      'getZone',
      'listZoneHistory',
      'getAttention',
      'listAttention',
    ],
    onDone: ({ noticeId: id }) => void navigate({ to: '/zones/notices/$noticeId', params: { noticeId: id } }),
  });
  const missing = !regime
    ? words.missing.regime
    : drafted.length === 0
      ? words.missing.places
      : number.trim() === ''
        ? words.missing.number
        : reason.trim().length < 2
          ? words.missing.reason
          : null;
  const shown = drafted.length > 0 ? preview.data : undefined;
  return (
    <div className={styles.page}>
      <nav className="crumb">
        <Link to="/zones">{words.title}</Link>
      </nav>
      <header className={page.head}>
        <h1>{words.compose}</h1>
      </header>
      <form
        className={styles.columns}
        onSubmit={(event) => {
          event.preventDefault();
          if (missing !== null || !regimeId) return;
          issue.mutate({
            noticeId: noticeId.current,
            number: number.trim(),
            reason: reason.trim(),
            text: text.trim(),
            regimeId,
            effectiveAt,
            items: drafted,
            proposalIds: proposalId ? [proposalId] : [],
          });
        }}
      >
        <div>
          {items.map((item, index) => (
            <NoticeItem
              key={item.key}
              n={index + 1}
              item={item}
              regime={regime}
              effectiveAt={effectiveAt}
              onChange={(next) => setItems(items.map((one) => (one.key === item.key ? next : one)))}
              onRemove={items.length > 1 ? () => setItems(items.filter((one) => one.key !== item.key)) : null}
            />
          ))}
          <Button onClick={() => setItems([...items, blank()])}>{words.addItem}</Button>
        </div>
        <div className={styles.fields}>
          <Field label={words.number} hint={words.numberHint} pointer="number" problem={issue.error}>
            {(field) => <Input {...field} maxLength={40} value={number} onChange={({ target }) => setNumber(target.value)} />}
          </Field>
          <Field label={words.reason} pointer="reason" problem={issue.error}>
            {(field) => <Input {...field} maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} />}
          </Field>
          <fieldset>
            <legend className="t2 s13">{words.effective}</legend>
            <Radio.Group
              value={ahead !== null}
              onChange={({ target }) => setAhead(target.value ? new Date(serverNow() + 3_600_000).toISOString() : null)}
            >
              <Radio value={false}>{words.effectiveNow}</Radio>
              <Radio value={true}>{words.effectiveAt}</Radio>
            </Radio.Group>
            {ahead !== null && (
              <TimeField label={words.effective} value={ahead} earliest={serverNow() - 7 * 86_400_000} onChange={setAhead} />
            )}
          </fieldset>
          <Field label={words.regimeLabel} {...(usable.length === 0 ? { hint: words.regimeNone } : {})}>
            {({ status: _, ...field }) => (
              <Select
                {...field}
                className={styles.full ?? ''}
                value={regimeId}
                onChange={(id: string) => setChosen(id)}
                options={usable.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
          <Field label={words.text} hint={words.textHint} pointer="text" problem={issue.error}>
            {(field) => (
              <Input.TextArea {...field} rows={3} maxLength={4000} value={text} onChange={({ target }) => setText(target.value)} />
            )}
          </Field>
          <NoticePreview preview={shown} problem={drafted.length > 0 ? preview.error : null} />
          <div className={styles.buttons}>
            <Button
              type="primary"
              htmlType="submit"
              disabled={missing !== null || preview.error !== null || shown?.changes.length === 0}
              loading={issue.isPending}
            >
              {missing ?? words.issueAct(formatNumber(shown?.compounds ?? 0))}
            </Button>
            <Link to="/zones">
              <Button>{shared.action.cancel}</Button>
            </Link>
          </div>
          <ProblemLine problem={issue.error} />
        </div>
      </form>
    </div>
  );
}
