const NAMED = /charset\s*=\s*["']?\s*([\w:.-]+)/i;

/**
 * The text of a body: in the charset that its content type names, else the one an HTML or XML page names in its
 * first kilobyte, else UTF-8, else (bytes that are no UTF-8) Windows-1252, as browsers do. A label nobody knows
 * counts as UTF-8. Never throws: what cannot be read becomes U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string | undefined): string {
  const label = NAMED.exec(contentType ?? '')?.[1] ?? labelInPage(bytes, contentType);
  if (label !== undefined) return decodeAs(label, bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function labelInPage(bytes: Uint8Array, contentType: string | undefined): string | undefined {
  if (contentType !== undefined && !/html|xml/i.test(contentType)) return undefined;
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 1024));
  const meta = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(start);
  return (meta ?? /^<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.-]+)/i.exec(start))?.[1];
}

function decodeAs(label: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
