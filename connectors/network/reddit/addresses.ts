import type { AddressGrammar } from '../../../src/core/identity/address.ts';
import { REDDIT } from './wire.ts';

export const addresses: AddressGrammar = {
  network: REDDIT,
  title: 'Reddit',
  hosts: ['reddit.com', 'old.reddit.com', 'new.reddit.com'],
  paths: [/^\/u(?:ser)?\/([A-Za-z0-9_-]{3,20})(?:[/?#]|$)/],
  handle: /^[a-z0-9_-]{3,20}$/,
  fold: 'lower',
  reserved: ['me'],
  url: 'https://www.reddit.com/user/{handle}',
  aliases: ['u'],
  idIsNoHandle: true,
};
