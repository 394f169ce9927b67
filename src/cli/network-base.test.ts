import { InvalidArgumentError } from 'commander';
import { expect, it } from 'vitest';
import { addNetworkBase } from './network-base.ts';

it('collects one base per network, without the slash at the end', () => {
  const first = addNetworkBase('bluesky=http://127.0.0.1:2584/');
  expect(addNetworkBase('GitHub=https://proxy.example/gh/', first)).toEqual({
    bluesky: 'http://127.0.0.1:2584',
    github: 'https://proxy.example/gh',
  });
});

it.each([
  ['http://127.0.0.1:2584', 'write NAME=URL'],
  ['bluesky', 'write NAME=URL'],
  ['bluesky=', 'write NAME=URL'],
  ['=http://a.example', 'write NAME=URL'],
  ['bluesky=localhost:2584', 'begins with http'],
  ['bluesky=ftp://a.example', 'begins with http'],
  ['bluesky=http://user:pass@a.example', 'user name or a password'],
  ['bluesky=http://a.example/?key=1', 'before any ?'],
])('says what to write instead of %s', (value, says) => {
  expect(() => addNetworkBase(value)).toThrow(InvalidArgumentError);
  expect(() => addNetworkBase(value)).toThrow(says);
});

it('does not guess which of two bases was meant', () => {
  expect(() => addNetworkBase('github=http://b.example', { github: 'http://a.example' })).toThrow(
    'github was given',
  );
});
