import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { networkContract } from '../../../tests/contract/network.ts';
import { onStage } from '../../../tests/contract/stage.ts';
import type { Site, Stage } from '../../../tests/contract/stage.ts';
import type { Sought } from '../../../src/core/identity/plan.ts';
import enriched from './fixtures/enriched.json' with { type: 'json' };
import notFound from './fixtures/not-found.json' with { type: 'json' };
import retrieved from './fixtures/retrieved.json' with { type: 'json' };
import { peopledatalabs } from './index.ts';

const origin = 'https://api.peopledatalabs.com';
const apiKey = 'pdl-key-fictional-0123456789';
const email = 'ada@quist.example';
const { id } = enriched.data;
const sought: Sought = {
  name: 'Ada Quist',
  company: 'Acme',
  emails: [email],
  pages: ['https://www.linkedin.com/in/ada-quist-1815', 'https://x.com/ada_quist', 'https://ada.example'],
};

const site: Site = ({ url }) => ({ body: url.pathname.endsWith('/enrich') ? enriched : retrieved });

const play = (answers: Site, act: (stage: Stage) => Promise<void>, settings: object = {}) =>
  onStage(peopledatalabs, { origin, settings: { apiKey, ...settings } }, answers, act);

networkContract(peopledatalabs, {
  origin,
  settings: { apiKey },
  secret: apiKey,
  known: {
    handle: id,
    id,
    email,
    sought,
    site,
    says: {
      url: `${origin}/v5/person/retrieve/${id}`,
      name: 'Ada Quist',
      title: 'Head of Engines',
      employer: 'Acme',
      location: 'London, England, United Kingdom',
      emails: [],
      states: [
        { url: 'https://linkedin.com/in/ada-quist-1815', where: 'third party', proven: false },
        { url: 'https://github.com/adaquist', where: 'third party', proven: false },
      ],
    },
  },
  unknown: { handle: 'nobody_0000', id: 'nobody_0000', site: () => ({ status: 404, body: notFound }) },
});

describe('People Data Labs', () => {
  it('is asked once about everything, by the hash of the e-mail address, and for what is used only', async () => {
    await play(site, async ({ network, requests }) => {
      await network.person?.(sought);
      expect(requests).toHaveLength(1);
      const params = requests[0]?.url.searchParams;
      expect(params?.getAll('email_hash')).toEqual([createHash('sha256').update(email).digest('hex')]);
      expect(params?.get('name')).toBe('Ada Quist');
      expect(params?.get('company')).toBe('Acme');
      expect(params?.get('min_likelihood')).toBe('6');
      expect(params?.get('data_include')).not.toMatch(/twitter|email|phone|birth|address/);
    });
  });

  it('is told of no account on X, and says of none, whatever it answers', async () => {
    const said = {
      ...enriched.data,
      twitter_url: 'twitter.com/ada_quist',
      profiles: [{ network: 'twitter' }],
    };
    await play(
      () => ({ body: { ...enriched, data: said } }),
      async ({ network, requests }) => {
        const found = await network.person?.(sought);
        expect(requests[0]?.url.searchParams.getAll('profile')).toEqual([sought.pages[0]]);
        expect(JSON.stringify(found)).not.toMatch(/twitter|x\.com/);
      },
    );
  });

  it('proves nothing by what it says', async () => {
    await play(site, async ({ network }) => {
      const found = await network.person?.(sought);
      expect(found).toMatchObject({ provenance: { basis: 'published by others' } });
      expect(found).not.toHaveProperty('keyedBy');
      expect(found?.states.every(({ where, proven }) => where === 'third party' && !proven)).toBe(true);
    });
  });

  it.each([
    [8, 9, undefined],
    [8, 8, id],
    [1, 1, id],
  ])(
    'that is sure to %i of 10, where %i are wanted, answers %s',
    async (likelihood, minLikelihood, answers) => {
      await play(
        () => ({ body: { ...enriched, likelihood } }),
        async ({ network }) => expect((await network.person?.(sought))?.id).toBe(answers),
        { minLikelihood: String(minLikelihood) },
      );
    },
  );

  it('is not asked about what tells nobody from another', async () => {
    await play(site, async ({ network, requests }) => {
      const { pages, name, company } = { ...sought, pages: ['https://x.com/ada_quist', 'no address'] };
      for (const little of [{ pages }, { pages, name: name ?? '' }, { pages: [], company: company ?? '' }])
        expect(await network.person?.({ emails: [], ...little })).toBeUndefined();
      expect(await network.profile({ id: '../enrich' })).toBeUndefined();
      expect(requests).toEqual([]);
    });
  });

  it('reads a field that the customer’s plan hides as none', async () => {
    const data = { id, full_name: true, job_title: false, job_company_name: null };
    await play(
      () => ({ body: { ...enriched, data } }),
      async ({ network }) => {
        const found = await network.person?.(sought);
        for (const field of ['name', 'title', 'employer']) expect(found).not.toHaveProperty(field);
      },
    );
  });
});
