import { Skeleton } from '../../app/states/states.tsx';

export function FiguresPage() {
  return <Skeleton />;
}
