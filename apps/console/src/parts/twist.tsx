import { Icon } from '../app/icons.tsx';
import styles from './twist.module.css';

/** Opens and closes what lies below a row. `inTree`: the row itself takes the keys and says whether it is open. */
export function Twist({
  opened,
  label,
  onToggle,
  inTree = false,
}: {
  opened: boolean;
  label: string;
  onToggle: () => void;
  inTree?: boolean;
}) {
  return (
    <button
      type="button"
      className={styles.twist}
      {...(inTree ? { tabIndex: -1 } : { 'aria-expanded': opened })}
      aria-label={label}
      onClick={onToggle}
    >
      <Icon name={opened ? 'down' : 'right'} size={11} />
    </button>
  );
}
