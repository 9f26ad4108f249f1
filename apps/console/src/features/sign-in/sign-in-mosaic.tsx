import { formatNumber } from '@muster/ui/format';
import { arrangements } from '@muster/ui/mosaic/arrangements';
import { layoutMosaic } from '@muster/ui/mosaic/mosaic-layout';
import { useMemo } from 'react';
import { BlankMosaic } from '../../parts/mosaic/still-mosaic.tsx';
import { useSize } from '../../parts/use-size.ts';
import { signInWords } from './sign-in.words.ts';

/** The shape of the city from how many communities each subdistrict has; it names nobody and needs no sign-in. */
export function SignInMosaic({ shape, city }: { shape: readonly (readonly [string, number])[]; city: string }) {
  const { ref, width, windowHeight } = useSize<HTMLDivElement>();
  const mosaic = useMemo(() => {
    if (shape.length === 0 || width < 200) return null;
    const areas = shape.flatMap(([code, n]) =>
      Array.from({ length: n }, (_, i) => ({ code: code + String(i + 1).padStart(3, '0'), name: '' })),
    );
    const box = {
      width: width - 50,
      height: windowHeight - 120,
      heading: 8,
      gap: 12,
      arrangement: arrangements[shape[0]?.[0].slice(0, 4) ?? ''],
    };
    try {
      return layoutMosaic(areas, box);
    } catch {
      // A window too small for a picture has none.
      return null;
    }
  }, [shape, width, windowHeight]);
  const n = shape.reduce((sum, [, count]) => sum + count, 0);
  return (
    <div ref={ref} style={{ width: '100%' }}>
      {mosaic ? <BlankMosaic mosaic={mosaic} label={signInWords.mosaic(city, formatNumber(n))} /> : null}
    </div>
  );
}
