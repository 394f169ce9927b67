import { useState } from 'react';
import { initials, safeUrl } from '../words.ts';

interface Props {
  readonly src: string | undefined;
  readonly name: string | undefined;
  readonly size?: 'large';
}

/** A picture a person published, or their initials where there is none or it does not load. */
export function Avatar({ src, name, size }: Props) {
  const [broken, setBroken] = useState<string>();
  const url = src !== undefined && src !== broken ? pictureOf(src) : undefined;
  const className = size ? `avatar ${size}` : 'avatar';
  if (url === undefined) {
    return (
      <span className={className} aria-hidden="true">
        {initials(name)}
      </span>
    );
  }
  return (
    <img
      className={className}
      src={url}
      alt=""
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => setBroken(src)}
    />
  );
}

const pictureOf = (src: string) =>
  /^data:image\/(png|jpeg|webp|gif|svg\+xml)[;,]/.test(src) ? src : safeUrl(src);
