import type { Call, Reply, Resource } from './calls.ts';
import { OrgRefusal, noResource, unreadable } from './refusal.ts';

interface Found {
  readonly resource: Resource;
  readonly of: Readonly<Record<string, string>>;
}

/** Answers a call by the resource it names. */
export type Perform = (call: Omit<Call, 'of'>) => Reply;

/** Routes calls to resources. Where several fit, the first does. @throws OrgRefusal 404 and 405 */
export function openResources(resources: readonly Resource[]): Perform {
  const patterns = resources.map((resource) => ({ resource, pattern: patternOf(resource.path) }));
  const find = (path: string): Found | undefined => {
    for (const { resource, pattern } of patterns) {
      const groups = pattern.exec(path)?.groups;
      if (groups) return { resource, of: decoded(groups) };
    }
    return undefined;
  };
  return (call) => {
    const found = find(call.path);
    if (!found) throw noResource();
    const perform = found.resource.methods[call.method];
    if (!perform) {
      throw new OrgRefusal(
        405,
        'METHOD_NOT_ALLOWED',
        `HTTP Method '${call.method}' not allowed. Allowed are ${Object.keys(found.resource.methods).join(',')}`,
      );
    }
    return perform({ ...call, of: found.of });
  };
}

/** An own group for the empty match, so that a path without parameters has groups too. */
function patternOf(path: string): RegExp {
  const source = path.replaceAll(/\/:(\w+)/g, '/(?<$1>[^/]+)').replace(/\/\*$/, '/(?<rest>.+)');
  return new RegExp(`^${source}(?<end>)/?$`);
}

function decoded(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    throw unreadable('The URL is not readable');
  }
}
