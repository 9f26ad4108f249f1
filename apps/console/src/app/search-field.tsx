import { Input } from 'antd';

/** Narrows a list while one types; the same width above every list. */
export function SearchField({
  value,
  onChange,
  label,
  hint,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  hint: string;
}) {
  return (
    <Input
      style={{ width: 300 }}
      allowClear
      value={value}
      onChange={(event) => onChange(event.target.value)}
      placeholder={hint}
      aria-label={label}
    />
  );
}
