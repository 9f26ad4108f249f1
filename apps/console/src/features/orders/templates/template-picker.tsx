import type { Template } from '@muster/contract/orders/templates.operations';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useView } from '../../../app/query.ts';
import styles from '../compose/compose.module.css';
import { composeWords } from '../compose/compose.words.ts';

const words = composeWords.template;

/** One pick fills the form: own templates first, then those of the desks above. */
export function TemplatePicker({ onPick }: { onPick: (template: Template) => void }) {
  const templates = useView('listTemplates', {});
  const items = templates.data?.items ?? [];
  const byDesk = [...new Set(items.map((one) => one.deskName))];
  return (
    <div className={styles.templates}>
      <Select
        aria-label={words.use}
        style={{ flex: 1 }}
        placeholder={items.length === 0 && templates.data ? words.none : words.use}
        disabled={items.length === 0}
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        options={byDesk.map((desk) => ({
          label: words.from(desk),
          title: desk,
          options: items.filter((one) => one.deskName === desk).map((one) => ({ value: one.id, label: one.title })),
        }))}
        onChange={(id: string | null) => {
          const picked = items.find((one) => one.id === id);
          if (picked) onPick(picked);
        }}
      />
      <Link to="/orders/templates" className="lnk s13">
        {words.manage}
      </Link>
    </div>
  );
}
