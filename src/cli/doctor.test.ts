import { expect, it } from 'vitest';
import { NETWORKS } from '../../connectors/index.ts';
import { NOBODY } from './doctor.ts';

const hosted = NETWORKS.filter(({ addresses, onlyHeard }) => addresses.hosts.length > 0 && !onlyHeard);

it.each(hosted)(
  'asks $title for somebody who could be there, so that an answer proves that it answers',
  (network) => {
    const asked = NOBODY.find((nobody) => network.addresses.handle.test(nobody)) ?? '';
    const urls: string[] = [];
    const settings = network.settings.parse({}) as object;
    const { profile } = network.connect({
      ask: (request) => (urls.push(String(request.url)), Promise.reject(new Error('asked'))),
      now: () => new Date(),
      settings: { ...settings, base: network.base || 'https://forum.example' },
    });
    return profile({ handle: asked }).then(
      () => expect(urls).not.toEqual([]),
      () => expect(urls).toHaveLength(1),
    );
  },
);
