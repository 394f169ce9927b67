import type { AddressGrammar } from '../../../src/core/identity/address.ts';
import { X } from './wire.ts';

/** Pages of X's own that look like people. */
const RESERVED =
  'about compose explore hashtag home i intent jobs login logout messages notifications privacy search settings share signup tos who_to_follow';

/** A number alone is a handle that somebody may have; the stable id is another number. */
export const addresses: AddressGrammar = {
  network: X,
  title: 'X',
  hosts: ['x.com', 'twitter.com'],
  paths: [/^\/@?([A-Za-z0-9_]{1,15})\/?(?:[?#]|$)/],
  handle: /^[a-z0-9_]{1,15}$/,
  fold: 'lower',
  reserved: RESERVED.split(' '),
  url: 'https://x.com/{handle}',
  aliases: ['twitter', 'tw'],
  idIsNoHandle: true,
};
