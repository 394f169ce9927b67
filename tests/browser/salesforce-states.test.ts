import { describe, expect, it } from 'vitest';
import { breaches } from './axe.ts';
import { WHO, panelOf, salesforceBed, toastsOf } from './salesforce-bed.ts';
import { REP, salesforceDesk } from './salesforce-desk.ts';
import { veryMuch } from './very-much.ts';
import { LOOKS, button, wide } from './visits.ts';

/** Salesforce itself has no dark look. */
const LIGHT = LOOKS.filter(({ colorScheme }) => colorScheme === 'light');

const bed = salesforceBed();

/** A profile, a post and the headline, as the integration stored them in the org. */
function stored(): void {
  const id = bed.desk.idOf(0);
  const [contact] = bed.desk.tables.get('Contact') ?? [];
  bed.desk.tables.set('Contact', [{ ...contact, Kith_Headline__c: 'Stored: a maintainer of queues.' }]);
  bed.desk.tables.set('Social_Profile__c', [
    {
      ...{ Id: 'a00Ws0000000001AAA', Contact__c: id, Name: 'mara.example', Network__c: 'bluesky' },
      ...{ Network_Title__c: 'Bluesky', Profile_Id__c: 'did:plc:mara/1', Handle__c: 'mara.example' },
      ...{ Url__c: 'https://bluesky.example/mara.example', Link_Status__c: 'auto', Probability__c: 99.8 },
      ...{ Because__c: 'Both link to each other', Decided_By__c: 'Kith', Influence_Percentile__c: 87 },
    },
  ]);
}

describe('what the panel says when not everything is there', () => {
  it('shows what the org stores while Kith is out of reach, and the rest when it answers again', async () => {
    stored();
    const there = bed.desk.state.credential;
    bed.desk.state.credential = undefined;
    const page = await bed.visits.open(bed.desk.record());
    await panelOf(page).getByText('Kith cannot be reached.').waitFor();
    await panelOf(page).getByText('Stored: a maintainer of queues.').waitFor();
    await panelOf(page).getByText('mara.example on Bluesky').first().waitFor();
    bed.desk.state.credential = there;
    await button(page, 'Try again').click();
    await panelOf(page).getByText(WHO).waitFor();
    expect(await panelOf(page).getByText('Kith cannot be reached.').count()).toBe(0);
  });

  it('asks nothing where the org has switched it off', async () => {
    stored();
    bed.desk.state.asksLive = false;
    const page = await bed.visits.open(bed.desk.record());
    await panelOf(page).getByText('Stored: a maintainer of queues.').waitFor();
    expect(bed.w.state.recordReads).toBe(0);
  });

  it('tells somebody without the permission set whom to ask', async () => {
    bed.desk.state.viewer = { ...REP, permitted: false };
    const page = await bed.visits.open(bed.desk.record());
    await panelOf(page).getByText('You may not see this here').waitFor();
    await panelOf(page).getByText('Kith User').waitFor();
    expect(bed.w.state.recordReads).toBe(0);
  });

  it('tells an administrator that the key is not the org’s', async () => {
    bed.miskeyed();
    const page = await bed.visits.open(bed.desk.record());
    await panelOf(page).getByRole('heading', { name: 'Kith may not answer this org' }).waitFor();
  });

  it('offers to ask for somebody whom Kith does not know yet', async () => {
    bed.w.facts.clear();
    const page = await bed.visits.open(bed.desk.record());
    await panelOf(page).getByRole('heading', { name: 'Kith does not know this person yet' }).waitFor();
    await button(page, 'Ask for it').waitFor();
    expect(await breaches(page)).toEqual([]);
  });

  it('says so where nobody was found', async () => {
    const page = await bed.visits.open(bed.desk.record(2));
    await panelOf(page).getByText('Nobody was found on open networks').waitFor();
    expect(await breaches(page)).toEqual([]);
  });

  it('loses nothing while the browser is offline', async () => {
    const page = await bed.opened();
    await bed.visits.setOffline(true);
    await button(page, 'Yes, this is them: maralindqvist').click();
    await panelOf(page).getByRole('alert').getByText('Kith cannot be reached').waitFor();
    expect(bed.said()).toEqual([]);
    await bed.visits.setOffline(false);
    await button(page, 'Yes, this is them: maralindqvist').click();
    await toastsOf(page).getByText('maralindqvist is confirmed.').waitFor();
  });

  it('shows hostile text as text', async () => {
    const page = await bed.visits.open(bed.desk.record(1));
    await panelOf(page).getByText('<script>window.hacked=1</script>').first().waitFor();
    const hrefs = await panelOf(page)
      .locator('a')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    expect(hrefs.filter((href) => href !== null && !/^https?:/.test(href))).toEqual([]);
    expect(await page.evaluate(`'hacked' in window`)).toBe(false);
  });
});

describe('the panel of somebody of whom very much is known', () => {
  it.each(LIGHT)('says three signals, and keeps the others in reach of the keyboard: $name', async (look) => {
    await bed.desk.close();
    bed.desk = await salesforceDesk([veryMuch()]);
    await bed.answered(bed.desk.people);
    const page = await bed.visits.open(bed.desk.record(), { viewport: look.viewport });
    const panel = panelOf(page);
    await panel.getByText('is on Bluesky, GitHub, Website, Gravatar and 10 more').waitFor();
    const titles = panel.locator('c-kith-signal-list strong').filter({ visible: true });
    expect(await titles.allInnerTexts()).toEqual([
      'They complained',
      'They may leave',
      'They asked about buying',
    ]);
    await panel.locator('summary', { hasText: '44 more' }).press('Enter');
    await expect.poll(() => titles.count()).toBe(47);
    expect(await breaches(page)).toEqual([]);
    expect(await wide(page)).toBeLessThanOrEqual(look.viewport.width);
  });
});
