import { spokenAtOnce, spokenPolitely } from './announce.ts';
import { useValue } from './value.ts';

/** The live regions, outside of every page, so that a change of page does not swallow what they say. */
export function Voice() {
  return (
    <>
      <div class="visually-hidden" role="status">
        {useValue(spokenPolitely)}
      </div>
      <div class="visually-hidden" role="alert">
        {useValue(spokenAtOnce)}
      </div>
    </>
  );
}
