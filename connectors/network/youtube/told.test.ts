import { describe, expect, it } from 'vitest';
import { ProfileId } from '../../../src/core/ids.ts';
import { Post } from '../../../src/core/post.ts';
import { Profile } from '../../../src/core/profile.ts';
import { NOW } from '../../../tests/contract/stage.ts';
import { heard, hubOf } from './told.ts';
import { provenanceOf, YOUTUBE } from './wire.ts';

const channel = Profile.parse({
  ...{ network: YOUTUBE, id: ProfileId.parse('UCfictionalAdaLovelace00'), handle: 'adalovelace' },
  ...{ url: 'https://www.youtube.com/@adalovelace', emails: [], states: [], counts: {}, standing: 'active' },
  ...{ reserved: false, provenance: provenanceOf('https://www.youtube.com/@adalovelace', NOW) },
});

/** In the shape that developers.google.com/youtube/v3/guides/push_notifications shows. */
const video = (id: string, of: string = channel.id, published = '2026-03-01T10:00:00+00:00') => `<entry>
  <id>yt:video:${id}</id><yt:videoId>${id}</yt:videoId><yt:channelId>${of}</yt:channelId>
  <title>Cards &amp; looms</title><link rel="alternate" href="https://www.youtube.com/watch?v=${id}"/>
  <author><name>Ada</name><uri>https://www.youtube.com/channel/${of}</uri></author>
  <published>${published}</published><updated>2026-03-02T10:00:00.552394234+00:00</updated></entry>`;
const deleted = (id: string, of: string = channel.id) =>
  `<at:deleted-entry ref="yt:video:${id}" when="2026-03-03T10:00:00+00:00">
    <link href="https://www.youtube.com/watch?v=${id}"/>
    <at:by><name>Ada</name><uri>https://www.youtube.com/channel/${of}</uri></at:by></at:deleted-entry>`;
const feed = (inside: string) => `<?xml version='1.0' encoding='UTF-8'?>
  <feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:at="http://purl.org/atompub/tombstones/1.0"
    xmlns="http://www.w3.org/2005/Atom">${inside}</feed>`;
const told = (inside: string) => heard(channel, { topic: hubOf(channel).topic, text: feed(inside), at: NOW });

describe('Google’s hub', () => {
  it('tells of a channel’s feed', () => {
    expect(hubOf(channel)).toEqual({
      hub: 'https://pubsubhubbub.appspot.com/subscribe',
      topic: 'https://www.youtube.com/xml/feeds/videos.xml?channel_id=UCfictionalAdaLovelace00',
    });
  });

  it('tells a video by its title alone, under the id under which it is read, kept for 30 days at the most', () => {
    const { said, partial } = told(video('6aSG8SdvkoU'));
    expect(partial).toBe(true);
    const [post] = said;
    expect(Post.safeParse(post).error).toBeUndefined();
    expect(post).toMatchObject({
      ...{ id: '6aSG8SdvkoU', conversation: '6aSG8SdvkoU', text: 'Cards & looms', kind: 'post', counts: {} },
      url: 'https://www.youtube.com/watch?v=6aSG8SdvkoU',
      publishedAt: new Date('2026-03-01T10:00:00Z'),
    });
    const { fetchedAt, keepUntil } = post?.provenance ?? {};
    expect(Number(keepUntil) - Number(fetchedAt)).toBe(30 * 86_400_000);
  });

  it.each(['/xml/feeds/videos.xml', '/feeds/videos.xml'])('may call the feed %s', (path) => {
    const self = `https://www.youtube.com${path}?channel_id=${channel.id}`;
    const links = `<link rel="hub" href="https://pubsubhubbub.appspot.com"/><link rel="self" href="${self}"/>`;
    expect(told(links + video('6aSG8SdvkoU')).said).toHaveLength(1);
  });

  it('tells what is gone', () => {
    expect(told(deleted('6aSG8SdvkoU'))).toMatchObject({ said: [], unsaid: ['6aSG8SdvkoU'] });
  });

  it('cannot say or take away anything of another channel, nor of the future', () => {
    const other = 'UCsomebodyElse0000000000';
    const all = video('6aSG8SdvkoU', other) + deleted('Fu2bldybpkA', other);
    expect(told(all + video('Fu2bldybpkA', channel.id, '2026-03-09T10:00:00Z'))).toMatchObject({
      said: [],
      unsaid: [],
    });
  });

  it.each(['', 'Sorry', '<html></html>', feed(video('').replace('Cards', ''))])(
    'that delivers something else is malformed, and none of it is shown: %#',
    (text) => {
      const read = () => heard(channel, { topic: '', text, at: NOW });
      expect(read).toThrow(expect.objectContaining({ kind: 'malformed' }));
      expect(read).not.toThrow(/looms/);
    },
  );
});
