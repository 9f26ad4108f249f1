import { newId } from '@muster/client/ids';
import type { ZoneRegime } from '@muster/contract/zones/zone-regimes';
import { Checkbox, Select } from 'antd';
import { serverNow } from '../../app/clock.ts';
import { Field } from '../../parts/field.tsx';
import { AreaPicker } from '../areas/area-picker.tsx';
import { TimeField } from '../orders/time-field.tsx';
import { DoorPicker } from '../patches/door-picker.tsx';
import type { DoorGroup, DraftItem } from './notice-draft.ts';
import { ZoneMark } from './zone-mark.tsx';
import styles from './zones.module.css';
import { zoneWords as words } from './zones.words.ts';

interface Props {
  n: number;
  item: DraftItem;
  regime: ZoneRegime | undefined;
  effectiveAt: string;
  onChange: (item: DraftItem) => void;
  onRemove: (() => void) | null;
}

/** One item of a notice: what becomes which level, except what, until when. */
export function NoticeItem({ n, item, regime, effectiveAt, onChange, onRemove }: Props) {
  const set = (next: Partial<DraftItem>) => onChange({ ...item, ...next });
  return (
    <fieldset className={styles.item}>
      <div className={styles.itemHead}>
        <legend>
          <b>{words.item(n)}</b>
        </legend>
        {onRemove && (
          <button type="button" className="lnk s13" onClick={onRemove}>
            {words.removeItem(n)}
          </button>
        )}
      </div>
      <Field label={words.level}>
        {({ status: _, ...field }) => (
          <Select
            {...field}
            className={styles.full ?? ''}
            value={item.level}
            onChange={(level: string) => set({ level })}
            options={[
              ...(regime?.levels ?? []).map((level) => ({
                value: level.key,
                label: <ZoneMark strictness={level.strictness}>{level.name}</ZoneMark>,
              })),
              { value: 'lift', label: <ZoneMark strictness={null}>{words.lift}</ZoneMark> },
            ]}
          />
        )}
      </Field>
      <Groups label={words.places} hint={words.placesHint} groups={item.groups} onChange={(groups) => set({ groups })} />
      {item.areas.map((area) => (
        <div key={area.key} className={styles.inline}>
          <AreaPicker
            label={words.pickArea}
            levels={['city', 'district', 'subdistrict', 'community']}
            value={area.code}
            onChange={(code) =>
              set({ areas: item.areas.flatMap((one) => (one.key !== area.key ? [one] : code ? [{ ...one, code }] : [])) })
            }
          />
          <Checkbox
            checked={area.rest}
            onChange={({ target }) =>
              set({ areas: item.areas.map((one) => (one.key === area.key ? { ...one, rest: target.checked } : one)) })
            }
          >
            {words.restHint}
          </Checkbox>
        </div>
      ))}
      <button
        type="button"
        className="lnk s13"
        onClick={() => set({ areas: [...item.areas, { key: newId(), code: undefined, rest: true }] })}
      >
        {words.pickArea}
      </button>
      <Groups label={words.except} hint={words.exceptHint} groups={item.except} onChange={(except) => set({ except })} />
      {item.level !== 'lift' && (
        <div className={styles.inline}>
          <Checkbox
            checked={item.until !== null}
            onChange={({ target }) =>
              set({ until: target.checked ? new Date(Date.parse(effectiveAt) + 14 * 86_400_000).toISOString() : null })
            }
          >
            {words.withEnd}
          </Checkbox>
          {item.until && (
            <TimeField label={words.plannedEnd} value={item.until} earliest={serverNow()} onChange={(until) => set({ until })} />
          )}
        </div>
      )}
    </fieldset>
  );
}

/** Doors by community: a community is chosen, then its compounds, buildings and stairwells are ticked. */
function Groups({
  label,
  hint,
  groups,
  onChange,
}: {
  label: string;
  hint: string;
  groups: DoorGroup[];
  onChange: (groups: DoorGroup[]) => void;
}) {
  const change = (key: string, next: Partial<DoorGroup> | null) =>
    onChange(groups.flatMap((group) => (group.key !== key ? [group] : next === null ? [] : [{ ...group, ...next }])));
  return (
    <div className={styles.fields}>
      {groups.map((group) => (
        <div key={group.key} className={styles.fields}>
          <AreaPicker
            className={styles.full ?? ''}
            label={`${label} · ${words.addCommunity}`}
            levels={['community']}
            placeholder={words.addCommunity}
            value={group.communityCode}
            onChange={(communityCode) => change(group.key, communityCode ? { communityCode, doors: [] } : null)}
          />
          {group.communityCode && (
            <Field label={label} hint={hint}>
              {(field) => (
                <DoorPicker
                  id={field.id}
                  communityCode={group.communityCode ?? ''}
                  value={group.doors}
                  onChange={(doors) => change(group.key, { doors })}
                />
              )}
            </Field>
          )}
        </div>
      ))}
      <button
        type="button"
        className="lnk s13"
        onClick={() => onChange([...groups, { key: newId(), communityCode: undefined, doors: [] }])}
      >
        {label} · {words.addCommunity} ＋
      </button>
    </div>
  );
}
