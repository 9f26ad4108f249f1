import type { Role } from '@muster/contract/people/roles';
import { roles, seesOrders } from '@muster/contract/people/roles';
import { roleWords } from '@muster/ui/words/roles.words';
import { shared } from '@muster/ui/words/shared.words';
import { Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useSession } from '../../../app/session.tsx';
import { UnitSelect } from '../unit-select.tsx';
import { AreaSelect } from './area-select.tsx';
import styles from './compose.module.css';
import { composeWords as words } from './compose.words.ts';
import type { Depth, Draft } from './draft.ts';
import { WhereAdd, WhereField } from './where-field.tsx';

const depths: readonly Depth[] = ['community', 'subdistrict', 'district', 'grid', 'self'];

/** Whom it is for: areas found by name, code or pinyin, down to a level; then units, people of a role, exceptions. */
export function AudienceField({
  draft,
  fault,
  withCopies = false,
  onChange,
}: {
  draft: Draft;
  fault: boolean;
  withCopies?: boolean;
  onChange: (change: Partial<Draft>) => void;
}) {
  const { copies } = draft;
  const { acting, city } = useSession();
  const root = acting.areaCode ?? city.code;
  const [showUnits, setShowUnits] = useState(draft.units.length > 0);
  const [showExcept, setShowExcept] = useState(draft.except.length > 0);
  const deepEnough = depths.filter(
    (depth) => depth === 'self' || { district: 6, subdistrict: 9, community: 12, grid: 15 }[depth] > root.length,
  );
  return (
    <div id="field-audience-parts">
      <div className={styles.to}>
        <AreaSelect
          id="field-audience"
          label={words.to}
          placeholder={words.toPlaceholder}
          root={root}
          value={draft.areas}
          fault={fault}
          onChange={(areas) => onChange({ areas, ...(depthFor(areas) ?? {}) })}
        />
        <span>{words.of}</span>
        <Select
          aria-label={words.level}
          style={{ width: 140, flex: 'none' }}
          popupMatchSelectWidth={false}
          value={draft.depth}
          options={deepEnough.map((value) => ({ value, label: words.levels[value] }))}
          onChange={(depth) => onChange({ depth })}
        />
      </div>
      <WhereField draft={draft} root={{ code: root, name: acting.areaName ?? city.name }} onChange={onChange} />
      {draft.role ? (
        <div className={styles.part}>
          <span className="t2">{words.role}</span>
          <Select
            aria-label={words.role}
            style={{ width: 140 }}
            placeholder={words.rolePlaceholder}
            value={draft.role.role}
            options={roles.filter(seesOrders).map((role) => ({ value: role, label: roleWords[role] }))}
            onChange={(role: Role) => onChange({ role: { role, under: draft.role?.under ?? null } })}
          />
          <span className="t2">{words.roleUnder}</span>
          <AreaSelect
            label={words.roleUnder}
            placeholder={words.toPlaceholder}
            root={root}
            single
            value={draft.role.under ? [draft.role.under] : []}
            onChange={(areas) => onChange({ role: { role: draft.role?.role ?? null, under: areas[areas.length - 1] ?? null } })}
          />
          <Remove label={words.removePart(words.role)} onClick={() => onChange({ role: null })} />
        </div>
      ) : null}
      {showUnits ? (
        <div className={styles.part}>
          <span className="t2">{words.unit}</span>
          <UnitSelect
            label={words.unit}
            placeholder={words.unitPlaceholder}
            value={draft.units}
            onChange={(units) => onChange({ units })}
          />
          <Remove
            label={words.removePart(words.unit)}
            onClick={() => {
              setShowUnits(false);
              onChange({ units: [] });
            }}
          />
        </div>
      ) : null}
      {showExcept ? (
        <div className={styles.part}>
          <span className="t2">{words.except}</span>
          <AreaSelect
            label={words.except}
            placeholder={words.exceptPlaceholder}
            root={root}
            value={draft.except}
            onChange={(except) => onChange({ except })}
          />
          <Remove
            label={words.removePart(words.except)}
            onClick={() => {
              setShowExcept(false);
              onChange({ except: [] });
            }}
          />
        </div>
      ) : null}
      {withCopies && copies ? (
        <fieldset className={styles.copies}>
          <legend>{words.copies}</legend>
          <AreaSelect
            label={words.copies}
            placeholder={words.copiesPlaceholder}
            root={root}
            value={copies.areas}
            onChange={(areas) => onChange({ copies: { ...copies, areas } })}
          />
          <UnitSelect
            label={words.copiesUnits}
            placeholder={words.unitPlaceholder}
            value={copies.units}
            onChange={(units) => onChange({ copies: { ...copies, units } })}
          />
          <Checkbox
            checked={copies.seesProgress}
            onChange={(event) => onChange({ copies: { ...copies, seesProgress: event.target.checked } })}
          >
            {words.copiesProgress}
          </Checkbox>
          <Remove label={words.removePart(words.copies)} onClick={() => onChange({ copies: null })} />
        </fieldset>
      ) : null}
      <div className={styles.add}>
        <WhereAdd draft={draft} root={{ code: root, name: acting.areaName ?? city.name }} onChange={onChange} />
        {draft.role ? null : (
          <button
            type="button"
            className="lnk"
            onClick={() => onChange({ role: { role: null, under: { code: root, name: acting.areaName ?? city.name } } })}
          >
            {words.addRole}
          </button>
        )}
        {showUnits ? null : (
          <button type="button" className="lnk" onClick={() => setShowUnits(true)}>
            {words.addUnit}
          </button>
        )}
        {showExcept ? null : (
          <button type="button" className="lnk" onClick={() => setShowExcept(true)}>
            {words.addExcept}
          </button>
        )}
        {withCopies && !copies ? (
          <button type="button" className="lnk" onClick={() => onChange({ copies: { areas: [], units: [], seesProgress: false } })}>
            {words.addCopies}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** Communities picked by name mean themselves; nobody says “all communities of a community”. */
function depthFor(areas: Draft['areas']): Pick<Draft, 'depth'> | null {
  return areas.length > 0 && areas.every((area) => area.code.length >= 12) ? { depth: 'self' } : null;
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className="lnk" aria-label={label} onClick={onClick}>
      {shared.action.remove}
    </button>
  );
}
