interface Link {
  readonly target: string;
  /** Relation types, lower case. */
  readonly rels: readonly string[];
  readonly type: string;
}

/** The links of a `Link` header (RFC 8288); targets are unchecked. */
export function linksIn(header: string | null): readonly Link[] {
  const links = (header ?? '').matchAll(/<([^>]*)>((?:"[^"]*"|[^,"])*)/g);
  return [...links].map(([, target = '', params = '']) => ({
    target,
    rels: parameter(params, 'rel').toLowerCase().split(/\s+/).filter(Boolean),
    type: parameter(params, 'type').toLowerCase(),
  }));
}

function parameter(params: string, name: string): string {
  const found = new RegExp(String.raw`;\s*${name}\s*=\s*(?:"([^"]*)"|([^\s;"]+))`, 'i').exec(params);
  return found?.[1] ?? found?.[2] ?? '';
}
