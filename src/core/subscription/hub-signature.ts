import { isSigned } from '../signature.ts';

const METHODS = ['sha1', 'sha256', 'sha384', 'sha512'] as const;

/**
 * Whether a hub that was given one of these secrets signed exactly these bytes: `X-Hub-Signature: method=hex`, with any
 * method that WebSub knows (7); Google's hub uses sha1. Never throws.
 */
export function isSignedByHub(
  secrets: readonly string[],
  signed: { readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Buffer },
): boolean {
  const given = signed.headers['x-hub-signature'] ?? '';
  const hash = METHODS.find((method) => given.startsWith(`${method}=`));
  return (
    hash !== undefined && isSigned({ header: 'x-hub-signature', prefix: `${hash}=`, hash }, secrets, signed)
  );
}
