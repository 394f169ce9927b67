import { Alert, Button, EmptyState, ErrorState, Link, LoadingSpinner } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RECORD, never, ok, openCard, playKith, problem, refused, unreachable, wordsOn } from './bed.tsx';
import { record } from './samples.ts';

afterEach(() => vi.unstubAllGlobals());

const AT = `GET ${RECORD}`;

/** The card once it shows anything but its beginning. */
async function settled(card: ReturnType<typeof openCard>): Promise<string> {
  await card.waitFor(() => expect(card.maybeFind(LoadingSpinner)).toBeNull());
  return wordsOn(card.getRootNode());
}

describe('the card', () => {
  it('says that it is asking while Kith has not answered', async () => {
    const kith = playKith({ [AT]: never });
    const card = openCard('compact');
    await expect.poll(() => kith.asked).toHaveLength(1);
    expect(card.find(LoadingSpinner).props.label).toBe('Asking Kith who they are');
  });

  it('asks once, for the record and what stands around it', async () => {
    const kith = playKith({ [AT]: ok(record()) });
    await settled(openCard('compact'));
    expect(kith.asked).toEqual([
      { method: 'GET', path: `${RECORD}?with=around`, body: undefined, timeout: 15_000 },
    ]);
  });

  it('says in a few words what would help when nobody was found', async () => {
    playKith({ [AT]: ok(record({ headlines: [], profiles: [], suggestions: [], conversations: [] })) });
    const card = openCard('compact');
    await settled(card);
    expect(card.find(EmptyState).props.title).toBe('Nobody was found on open networks');
  });

  it.each([
    [401, 'An administrator must connect this account'],
    [403, 'An administrator must connect this account'],
  ])('at %i says which administrator step is missing and where it is taken', async (status, cure) => {
    playKith({ [AT]: refused(status, 'Kith is not connected to this account.') });
    const card = openCard('compact');
    const words = await settled(card);
    expect(card.find(ErrorState).props.type).toBe('lock');
    expect(words).toContain('Kith is not connected to this account.');
    expect(words).toContain(cure);
    expect(card.find(Link).props.href).toEqual({
      url: 'https://kith.test/install/hubspot',
      external: true,
    });
  });

  it.each([
    ['cannot be reached', unreachable, 'Check that you are online'],
    ['is busy', refused(503, 'The store is full.'), 'Try again in a minute'],
    ['has a bug', refused(500, 'Kith could not do this.'), 'tell an administrator'],
    ['refuses', refused(400, 'The path does not fit.'), 'Change what it names'],
    ['answers in another shape', ok({ contact: 'nobody' }), 'does not understand'],
    ['answers no JSON', () => ({ status: 200, body: undefined }), 'does not understand'],
  ])('says what to do when Kith %s, and shows the record when it is tried again', async (_, answer, cure) => {
    const kith = playKith({ [AT]: answer });
    const card = openCard('compact');
    expect(await settled(card)).toContain(cure);
    kith.now({ [AT]: ok(record()) });
    card.find(Button).trigger('onClick');
    await card.waitFor(() => expect(wordsOn(card.getRootNode())).toContain('Builds looms that think'));
    expect(card.maybeFind(ErrorState)).toBeNull();
  });

  it('says which upload is missing when the app was told no address, and asks nobody', async () => {
    const kith = playKith({});
    const card = openCard('compact', {});
    expect(await settled(card)).toContain('upload it with a profile that names APP_DOMAIN');
    expect(kith.asked).toEqual([]);
    expect(card.maybeFind(Button)).toBeNull();
  });

  it('offers to ask for a contact that Kith does not know, and finds it afterwards', async () => {
    const kith = playKith({
      [AT]: refused(404, 'There is no such contact here.'),
      [`POST ${RECORD}/refresh`]: () => ({ status: 202 }),
    });
    const card = openCard('compact');
    await settled(card);
    expect(card.find(EmptyState).props.title).toBe('Kith does not know this contact yet');
    const [ask, look] = card.findAll(Button);
    ask?.trigger('onClick');
    await card.waitFor(() => expect(wordsOn(card.getRootNode())).toContain('Kith is asking for it'));
    expect(kith.written()).toMatchObject([{ method: 'POST', path: `${RECORD}/refresh` }]);
    kith.now({ [AT]: ok(record()) });
    look?.trigger('onClick');
    await card.waitFor(() => expect(wordsOn(card.getRootNode())).toContain('Builds looms that think'));
  });

  it('keeps the record and says that it is an old one when it cannot be read again', async () => {
    const kith = playKith({ [AT]: ok(record()), [`POST ${RECORD}/refresh`]: () => ({ status: 202 }) });
    const card = openCard('compact');
    await settled(card);
    kith.now({ [AT]: unreachable });
    press(card, 'Ask the networks again');
    await card.waitFor(() => press(card, 'Show what came'));
    await card.waitFor(() => expect(wordsOn(card.getRootNode())).toContain('What you see is from before'));
    expect(wordsOn(card.getRootNode())).toContain('Builds looms that think');
    kith.now({ [AT]: ok(record()) });
    press(card, 'Try again');
    await card.waitFor(() =>
      expect(wordsOn(card.getRootNode())).not.toContain('What you see is from before'),
    );
  });

  it('says that the people of the sample workspace are made up', async () => {
    playKith({ [AT]: ok(record({ sample: true })) });
    const card = openCard('compact');
    await settled(card);
    expect(card.find(Alert).props.title).toContain('made up');
  });

  it('shows every field that Kith found fault with', async () => {
    playKith({
      [AT]: () => ({
        status: 400,
        body: {
          ...problem(400, 'It does not fit.'),
          errors: [{ where: 'path.contactId', says: 'too long' }],
        },
      }),
    });
    expect(await settled(openCard('compact'))).toContain('It does not fit. path.contactId: too long.');
  });
});

function press(card: ReturnType<typeof openCard>, text: string): void {
  card.find(Button, (button) => button.text === text).trigger('onClick');
}
