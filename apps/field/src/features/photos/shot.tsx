import { type KeptPhoto, photoBlob } from '@muster/client/photos/photo';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../pieces/icons.tsx';
import { photoWords as w } from './photo.words.ts';
import p from './photos.module.css';

interface ShotProps {
  /** On this phone, or at the server. */
  photo?: KeptPhoto;
  url?: string;
  n: number;
  onRemove?: () => void;
}

export function Shot({ photo, url, n, onRemove }: ShotProps) {
  const local = useLocalUrl(photo);
  const src = local ?? url;
  return (
    <li class={p.shot}>
      {src && <img src={src} alt={w.photo(n)} loading="lazy" />}
      {onRemove && (
        <button type="button" aria-label={w.remove(n)} onClick={onRemove}>
          <span>
            <Icon name="close" size={14} />
          </span>
        </button>
      )}
    </li>
  );
}

function useLocalUrl(photo: KeptPhoto | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!photo) return;
    const made = URL.createObjectURL(photoBlob(photo));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [photo?.fileId]);
  return url;
}
