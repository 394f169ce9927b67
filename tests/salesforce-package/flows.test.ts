import { describe, expect, it } from 'vitest';
import { fieldsOf, filesOf, saysOf, xmlOf } from './package.ts';

const EVENT = 'Social_Signal__e';
const flows = filesOf('flows', /\.flow-meta\.xml$/);

describe('the flow templates', () => {
  it('use every field of the signal, and no other', () => {
    const filters = flows.flatMap((flow) => saysOf(xmlOf(flow), 'start > filters > field'));
    const references = flows.flatMap(({ text }) =>
      [...text.matchAll(/\$Record\.(\w+)/g)].map(([, name]) => name),
    );
    const used = new Set([...filters, ...references]);
    expect([...used].toSorted()).toEqual(
      fieldsOf(EVENT)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it.each(flows.map((flow) => [flow.path.split('/').at(-1), flow] as const))(
    '%s reacts to one kind that the event tells of, as a draft to copy',
    (_name, flow) => {
      const $ = xmlOf(flow);
      const kinds = $('start > filters')
        .toArray()
        .filter((filter) => $(filter).find('field').text() === 'Kind__c')
        .map((filter) => $(filter).find('stringValue').text());
      const told = fieldsOf(EVENT)
        .find(({ name }) => name === 'Kind__c')
        ?.description.split(/, | or |\./);
      expect(kinds).toHaveLength(1);
      expect(told).toContain(kinds[0]);
      expect(saysOf($, 'start > object')).toEqual([EVENT]);
      expect(saysOf($, 'Flow > isTemplate')).toEqual(['true']);
      expect(saysOf($, 'Flow > status')).toEqual(['Draft']);
    },
  );

  it.each(flows.map((flow) => [flow.path.split('/').at(-1), flow] as const))(
    '%s looks for what it made of the signal before it makes it',
    (_name, flow) => {
      const $ = xmlOf(flow);
      const key = (object: string) => (object === 'CampaignMember' ? 'CampaignId' : 'Kith_Signal__c');
      const made = new Set(saysOf($, 'recordCreates > object'));
      const looked = $('recordLookups')
        .toArray()
        .map((one) => `${$(one).find('> object').text()} ${$(one).find('> filters > field').first().text()}`);
      expect(made.size).toBeGreaterThan(0);
      for (const object of made) expect(looked).toContain(`${object} ${key(object)}`);
    },
  );
});
