import { type KeptPhoto, photoBlob } from '@muster/client/photos/photo';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../pieces/icons.tsx';
import { LargePicture } from '../../pieces/large-picture.tsx';
import { photoWords as w } from './photo.words.ts';
import p from './photos.module.css';

interface ShotProps {
  /** On this phone, or at the server. */
  photo?: KeptPhoto;
  url?: string;
  n: number;
  onRemove?: () => void;
  /** Large, from where it is: this phone, or the server. */
  largeUrl?: string;
}

export function Shot({ photo, url, n, onRemove, largeUrl }: ShotProps) {
  const [isOpen, setOpen] = useState(false);
  const local = useLocalUrl(photo);
  const src = local ?? url;
  return (
    <li class={p.shot}>
      {src && largeUrl !== undefined ? (
        <button type="button" class={p.open} aria-label={w.open(n)} onClick={() => setOpen(true)}>
          <img src={src} alt={w.photo(n)} loading="lazy" />
        </button>
      ) : (
        src && <img src={src} alt={w.photo(n)} loading="lazy" />
      )}
      {isOpen && <LargePicture url={local ?? largeUrl ?? ''} name={w.photo(n)} onClose={() => setOpen(false)} />}
      {onRemove && (
        <button type="button" class={p.remove} aria-label={w.remove(n)} onClick={onRemove}>
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
