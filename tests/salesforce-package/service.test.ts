import { describe, expect, it } from 'vitest';
import { consentRoutes } from '../../src/http/routes/consents.ts';
import { mappedRoutes } from '../../src/http/routes/mapped.ts';
import { recordRoutes } from '../../src/http/routes/records.ts';
import { replyRoutes } from '../../src/http/routes/reply-draft.ts';
import { CustomerRecord, RecordPost, RecordProfile } from '../../src/core/record/record.ts';
import { textOf } from './package.ts';

const CLASSES = 'force-app/main/default/classes';
const classOf = (name: string) => textOf(`${CLASSES}/${name}.cls`);

/** A route as the panel's class writes it: what stands in an address, with a hole for each value. */
const shapeOf = (method: string, path: string) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`;

/** What one method of KithRequest asks: its path, without a query, is put together from texts and values, some of it named before. */
function askedBy(source: string): string {
  const named = new Map([...source.matchAll(/String (\w+) = ([^;]+);/g)].map(([, name, of]) => [name, of]));
  const [, method = '', path = ''] =
    /new KithRequest\('([A-Z]+)', ([\s\S]+?), (?:''|'\{\}'|JSON)/.exec(source) ?? [];
  const written = (named.get(path) ?? path)
    .replaceAll('at(personId)', "'/api/v1/records/{}'")
    .replaceAll(/inPath\(\w+\)/g, "'{}'")
    .replaceAll(/'\s*\+\s*'/g, '')
    .replaceAll("'", '')
    .replace(/\?.*$/, '');
  return shapeOf(method, written);
}

describe('what the package asks of Kith', () => {
  it('is what the service answers', () => {
    const of = [recordRoutes, replyRoutes, mappedRoutes, consentRoutes];
    const routes = of.flatMap((routesOf) => routesOf({} as never));
    const answered = routes.map(({ method, path }) => shapeOf(method, path));
    const asked = classOf('KithRequest')
      .split(/public static KithRequest /)
      .slice(1)
      .map(askedBy);
    expect(asked).toHaveLength(9);
    expect(answered).toEqual(expect.arrayContaining(asked));
  });

  it('is told in the listing, each of it', () => {
    const listing = textOf('LISTING.md');
    for (const told of [
      'GET /api/v1/records/{id}',
      '/verdict',
      '/refresh',
      '/reply-draft',
      '/suggestions/{field}',
      '/fields/{field}/undo',
      'PUT …/consents/{network}',
      'DELETE …/consents/{network}',
      'DELETE /api/v1/records/{id}',
    ]) {
      expect(listing).toContain(told);
    }
    for (const [, name] of classOf('KithApi').matchAll(/setHeader\('(X-Kith-\w+)'/g)) {
      expect(listing).toContain(`\`${name}\``);
    }
  });
});

/** What a class shows to the panel, outside the classes in it. */
function shownBy(name: string): readonly string[] {
  const [outer = ''] = classOf(name).split(/\n {4}public class /);
  const rest = classOf(name)
    .split(/\n {4}\}\n/)
    .join('\n');
  const members = [...`${outer}\n${rest}`.matchAll(/^ {4}@AuraEnabled\n {4}public [\w<>]+ (\w+)/gm)];
  return [...new Set(members.map(([, member = '']) => member))];
}

describe('what the org stores', () => {
  it.each([
    ['KithRecordView', Object.keys(CustomerRecord.shape), ['asksLive']],
    ['KithProfileView', Object.keys(RecordProfile.shape), []],
    ['KithPostView', Object.keys(RecordPost.shape), []],
  ])('%s shows in the words of the record', (name, words, own) => {
    const shown = shownBy(name);
    expect(shown.length).toBeGreaterThan(5);
    expect([...words, ...own]).toEqual(expect.arrayContaining([...shown]));
  });

  it('shows of a link what the record says of it', () => {
    const [, inner = ''] = /public class Link \{([\s\S]*?)\n {4}\}/.exec(classOf('KithProfileView')) ?? [];
    const shown = [...inner.matchAll(/public \w+ (\w+);/g)].map(([, member]) => member);
    expect(shown).toHaveLength(4);
    expect(Object.keys(RecordProfile.shape.link.shape)).toEqual(expect.arrayContaining(shown));
  });
});
