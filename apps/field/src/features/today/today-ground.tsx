import { useGround } from '../../app/ground.ts';
import { TodayPatches } from '../patches/today-patches.tsx';

/** Rows of Today for whoever has a piece of the ground; nobody else sees anything of it. */
export function TodayGround() {
  const { ground } = useGround();
  if (!ground) return null;
  return <TodayPatches ground={ground} />;
}
