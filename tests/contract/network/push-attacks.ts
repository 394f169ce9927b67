import { expect } from 'vitest';
import type { Inbound } from '../../../src/ports/crm.ts';
import type { Push } from '../../../src/ports/push.ts';
import { NOW } from '../stage.ts';
import { bytes, genuine, pushOf, request, secretsOf } from './push-kit.ts';
import type { PushCheck, PushKit } from './push-kit.ts';

type Forged = (kit: PushKit, push: Push) => Inbound | readonly Inbound[];

const bySignature = (kit: PushKit) => kit.signs === 'the body';
const byTime = (kit: PushKit) => kit.time !== undefined;
const byPrefix = (kit: PushKit) => /^\w+=/.test(proofOf(kit));

const proofOf = (kit: PushKit): string => genuine(kit).headers[kit.proof] ?? '';

/** A genuine request with another proof. */
function proven(kit: PushKit, change: (proof: string) => string | undefined): Inbound {
  const real = genuine(kit);
  return { ...real, headers: { ...real.headers, [kit.proof]: change(proofOf(kit)) } };
}

const carrying = (kit: PushKit, body: Buffer): Inbound => ({ ...genuine(kit), body });
const windowMs = (push: Push) => (push.windowSeconds ?? 0) * 1000;
const after = (ms: number) => new Date(NOW.getTime() + ms);

/** A request whose time header says something else than a time in seconds, signed as it says. */
function timed(kit: PushKit, written: string | undefined): Inbound {
  const real = genuine(kit);
  return { ...real, headers: { ...real.headers, [kit.time ?? '']: written } };
}

const seconds = Math.floor(NOW.getTime() / 1000);

/** What nobody who lacks the secret may get through with. */
const ATTACKS: readonly (readonly [name: string, forged: Forged, concerns?: (kit: PushKit) => boolean])[] = [
  ['no proof', (kit) => proven(kit, () => undefined)],
  ['an empty proof', (kit) => ['', ' ', ','].map((text) => proven(kit, () => text))],
  [
    'a proof that is guessed',
    (kit) => proven(kit, (proof) => proof.replaceAll(/[0-9A-Za-z](?=[0-9A-Za-z+/]*=*$)/g, '0')),
  ],
  ['the proof of other bytes', (kit) => carrying(kit, bytes(kit.other)), bySignature],
  [
    'the proof of the same JSON, written anew',
    (kit) =>
      [undefined, 1, '\t']
        .map((space) => JSON.stringify(JSON.parse(kit.said), null, space))
        .filter((text) => text !== kit.said)
        .map((text) => carrying(kit, bytes(text))),
    bySignature,
  ],
  [
    'the proof of fewer bytes, or of more',
    (kit) =>
      [bytes(`${kit.said}\n`), bytes(` ${kit.said}`), bytes(kit.said).subarray(0, -1)].map((b) =>
        carrying(kit, b),
      ),
    bySignature,
  ],
  [
    'the proof of the same text in another encoding',
    (kit) =>
      [Buffer.from(kit.said, 'utf16le'), bytes(`\uFEFF${kit.said}`)].map((body) => carrying(kit, body)),
    bySignature,
  ],
  ['no body under the proof of one', (kit) => carrying(kit, Buffer.alloc(0)), bySignature],
  [
    'a huge body under the proof of a small one',
    (kit) => carrying(kit, Buffer.alloc(1_000_000, kit.said)),
    bySignature,
  ],
  ['a stranger’s secret', (kit) => genuine(kit, kit.said, NOW, kit.keys[2])],
  [
    'the beginning of the proof, or its end',
    (kit) => [
      ...[1, 2, 32].map((less) => proven(kit, (proof) => proof.slice(0, -less))),
      proven(kit, (proof) => proof.slice(-16)),
    ],
  ],
  [
    'the proof and more',
    (kit) => ['0', 'a0', '=', '; q=1'].map((more) => proven(kit, (proof) => proof + more)),
  ],
  ['the proof twice', (kit) => proven(kit, (proof) => `${proof}, ${proof}`)],
  [
    'the proof among others',
    (kit) => [
      proven(kit, (proof) => `${proof},x`),
      proven(kit, (proof) => `x,${proof}`),
      proven(kit, (p) => `${p} x`),
    ],
  ],
  ['the proof in capital letters', (kit) => proven(kit, (proof) => proof.toUpperCase())],
  [
    'space around the proof',
    (kit) => [proven(kit, (proof) => ` ${proof}`), proven(kit, (proof) => `${proof}\t`)],
  ],
  ['the proof without its prefix', (kit) => proven(kit, (proof) => proof.replace(/^\w+=/, '')), byPrefix],
  [
    'the proof under another algorithm’s name',
    (kit) =>
      ['sha1=', 'none=', 'v0=', 'v2=', '=']
        .filter((name) => !proofOf(kit).startsWith(name))
        .map((name) => proven(kit, (proof) => proof.replace(/^\w+=/, name))),
    byPrefix,
  ],
  ['a prefix alone', (kit) => proven(kit, (proof) => proof.replace(/=.*/, '=')), byPrefix],
  ['the secret itself as its proof', (kit) => proven(kit, () => kit.keys[0].secret), bySignature],
  [
    'letters that are none',
    (kit) => [proven(kit, (proof) => 'ü'.repeat(proof.length)), proven(kit, (p) => `${p}\0`)],
  ],
  ['a proof of a megabyte', (kit) => proven(kit, (proof) => proof.repeat(20_000))],
  ['the proof in a header of another name', (kit) => moved(kit)],
  [
    'a genuine delivery by another method',
    (kit) => ['GET', 'PUT'].map((method) => ({ ...genuine(kit), method })),
  ],
  ['no time', (kit) => [timed(kit, undefined), timed(kit, '')], byTime],
  [
    'a time that is none',
    (kit) => {
      const odd = [
        'soon',
        'NaN',
        `0x${seconds.toString(16)}`,
        `${seconds / 1e9}e9`,
        `-${seconds}`,
        `${seconds}.0`,
      ];
      const body = bytes(kit.said);
      const written = odd.map((text) => timed(kit, text));
      // Signed over the odd time itself where the kit can: a network that speaks so is not this one.
      return [...written, request(body, kit.keys[0].sign(body, new Date(Number.NaN)))];
    },
    byTime,
  ],
  [
    'another time than was signed',
    (kit) => [timed(kit, String(seconds + 1)), timed(kit, ` ${seconds}`)],
    byTime,
  ],
  ['a time in milliseconds', (kit) => genuine(kit, kit.said, new Date(NOW.getTime() * 1000)), byTime],
  ['an old delivery', (kit, push) => genuine(kit, kit.said, after(-windowMs(push) - 1_000)), byTime],
  [
    'a delivery from the future',
    (kit, push) => genuine(kit, kit.said, after(windowMs(push) + 1_000)),
    byTime,
  ],
];

function moved(kit: PushKit): Inbound {
  const real = genuine(kit);
  return { ...real, headers: { ...real.headers, [kit.proof]: undefined, [`${kit.proof}-2`]: proofOf(kit) } };
}

/** Each attack is a sentence of its own. */
export const PUSH_ATTACKS: readonly PushCheck[] = [
  ...ATTACKS.map(([name, forged, concerns]): PushCheck => ({
    name: `refuses ${name}`,
    ...(concerns && { concerns }),
    run: (connector, kit) => {
      const push = pushOf(connector);
      for (const [nth, inbound] of [forged(kit, push)].flat().entries()) {
        expect(push.receive(secretsOf(kit), inbound, NOW)?.kind, `attempt ${nth + 1}`).toBeUndefined();
      }
    },
  })),
  {
    name: 'refuses everything where there is no secret',
    run: (connector, kit) => {
      const push = pushOf(connector);
      for (const inbound of [genuine(kit), proven(kit, () => undefined), proven(kit, () => '')])
        expect(push.receive([], inbound, NOW)?.kind).toBeUndefined();
    },
  },
  {
    name: 'refuses the visit of a stranger',
    concerns: (kit) => kit.visit !== undefined,
    run: (connector, kit) => {
      const push = pushOf(connector);
      const [genuine, stranger] = [kit.visit?.(kit.keys[0]), kit.visit?.(kit.keys[2])];
      if (!genuine || !stranger) return;
      expect(push.receive(secretsOf(kit), stranger.request, NOW)).toBeUndefined();
      expect(push.receive([], genuine.request, NOW)).toBeUndefined();
      for (const method of ['POST', 'PUT', 'HEAD'])
        expect(push.receive(secretsOf(kit), { ...genuine.request, method }, NOW)?.kind).toBeUndefined();
    },
  },
  {
    name: 'refuses a forged handshake',
    concerns: (kit) => kit.handshakes !== undefined,
    run: (connector, kit) => {
      const push = pushOf(connector);
      for (const { body } of kit.handshakes ?? []) {
        const stranger = genuine(kit, body, NOW, kit.keys[2]);
        const unsigned = request(bytes(body), { ...stranger.headers, [kit.proof]: undefined });
        for (const inbound of [stranger, unsigned, request(bytes(body), {})])
          expect(push.receive(secretsOf(kit), inbound, NOW)?.kind).toBeUndefined();
      }
    },
  },
];
