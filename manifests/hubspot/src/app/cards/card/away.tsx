import { Link, Text } from '@hubspot/ui-extensions';
import { safeUrl } from './words.ts';

interface Props {
  readonly url: string;
  readonly children: string;
}

/** A link out of HubSpot; only its words where the address is none that may be opened. */
export function Away({ url, children }: Props) {
  const safe = safeUrl(url);
  if (safe === undefined) return <Text inline>{children}</Text>;
  return <Link href={{ url: safe, external: true }}>{children}</Link>;
}
