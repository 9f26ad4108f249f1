import { Skeleton } from "../../app/states/states.tsx";

export function AreaPage() {
  return <Skeleton />;
}
