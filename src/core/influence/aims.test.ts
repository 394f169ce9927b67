import { describe, expect, it } from 'vitest';
import { ADDRESS_GRAMMARS } from '../../../connectors/index.ts';
import { NetworkId, PostId, ProfileId } from '../ids.ts';
import { aimsOf } from './aims.ts';

const github = ADDRESS_GRAMMARS.find(({ network }) => network === 'github');
const post = (text: string, told: Partial<Parameters<typeof aimsOf>[0]> = {}) => ({
  ...{ network: NetworkId.parse('github'), id: PostId.parse('7'), kind: 'post' as const, text },
  ...{ conversation: PostId.parse('7'), ...told },
});
const handles = (text: string) =>
  aimsOf(post(text), github).flatMap(({ names, what }) => (names === 'handle' ? [what] : []));

describe('whom a post turns to', () => {
  it('is who said what it answers, and who began the conversation, each once', () => {
    const [began, answered] = [PostId.parse('1'), PostId.parse('3')];
    const aims = aimsOf(post('So do I', { conversation: began, inReplyTo: answered }), undefined);
    expect(aims).toEqual([
      { names: 'post', what: '3' },
      { names: 'post', what: '1' },
    ]);
    expect(aimsOf(post('So do I', { conversation: began, inReplyTo: began }), undefined)).toHaveLength(1);
  });

  it('is nobody of a post that begins by itself, nor of what was said in private', () => {
    expect(aimsOf(post('Hello'), github)).toEqual([]);
    const to = PostId.parse('3');
    expect(aimsOf(post('@ada hello', { kind: 'direct message', inReplyTo: to }), github)).toEqual([]);
  });

  it('is whom its words name on its own network, by handle or address, however often', () => {
    expect(handles('@Ada, and https://github.com/grace: see @ada.')).toEqual(['ada', 'grace']);
    expect(handles('Write to mae@ada.example, or ask @')).toEqual([]);
  });

  it('is whom the network says it names, before what only looks like a handle', () => {
    const [ada, bob] = [{ profile: ProfileId.parse('did:plc:ada') }, { handle: 'bob' }];
    const aims = aimsOf(post('@ada and @eve, see https://github.com/grace', { names: [ada, bob] }), github);
    expect(aims).toEqual([
      { names: 'profile', what: 'did:plc:ada' },
      { names: 'handle', what: 'bob' },
      { names: 'handle', what: 'grace' },
    ]);
    expect(aimsOf(post('@ada', { names: [ada], kind: 'direct message' }), github)).toEqual([]);
  });

  it('is not everybody of a list of people', () => {
    expect(
      handles(Array.from({ length: 400 }, (_, n) => `@person${n}`).join(' ')).length,
    ).toBeLessThanOrEqual(20);
  });
});
