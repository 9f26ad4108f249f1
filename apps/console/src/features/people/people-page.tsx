import { Skeleton } from "../../app/states/states.tsx";

export function PeoplePage() {
  return <Skeleton />;
}
