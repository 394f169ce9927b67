import { z } from 'zod';
import { networkVariable } from '../src/core/governance/network-variable.ts';
import { rulesOf } from '../src/core/governance/rules.ts';
import type { Network, NetworkConnector } from '../src/ports/network.ts';
import type { Limits } from '../src/ports/outgoing.ts';

/** What of a network can be asked for, beside a profile by its address. */
const ABILITIES = ['search', 'profileByEmail', 'person', 'posts', 'thread'] as const;

const HEAD = `| Network | Profile | By name | By e-mail | By all of it | Posts | Whole threads | Calls us | What it needs | Limits | Terms |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |`;

/** The table of networks in `connectors/README.md`, in Markdown: everything in it is read from the declarations. */
export function networksTable(networks: readonly NetworkConnector[]): string {
  return [HEAD, ...networks.map(row)].join('\n');
}

/** One line that names every network, for the project's README. */
export function networksLine(networks: readonly NetworkConnector[]): string {
  const asked = listed(networks.filter(({ onlyHeard }) => !onlyHeard));
  const heard = listed(networks.filter(({ onlyHeard }) => onlyHeard));
  return `Kith asks ${asked}, and listens to ${heard} ([what of each, and under which terms](connectors/README.md#networks)).`;
}

function listed(networks: readonly NetworkConnector[]): string {
  const names = networks.map(({ title }) => title);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function row(connector: NetworkConnector): string {
  const { title, push, listen, onlyHeard, limits, terms } = connector;
  const cells = [
    `**${title}**`,
    onlyHeard ? '' : 'yes',
    ...ABILITIES.map((ability) => whenAble(connector, ability)),
    push ? 'yes' : listen ? 'is listened to' : '',
    onlyHeard ? 'to be set up in the settings: off without' : needs(connector),
    onlyHeard ? 'never asked' : [often(limits), ...allowances(connector)].join('; '),
    `${rulesOf(terms).join('; ')}. ${terms.clause} ([source](${terms.source}))`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}

/** `yes`, or with which setting; empty when it cannot be asked so at all. */
function whenAble(connector: NetworkConnector, ability: (typeof ABILITIES)[number]): string {
  if (connected(connector, {})?.[ability]) return 'yes';
  const key = settingsOf(connector).find((name) => connected(connector, { [name]: 'x' })?.[ability]);
  return key === undefined ? '' : `with \`${networkVariable(connector.id, key)}\``;
}

/** The network as it is with these settings and no way out; undefined when they are none it accepts. */
function connected(connector: NetworkConnector, settings: object): Network | undefined {
  const read = connector.settings.safeParse(settings);
  if (!read.success) return undefined;
  const nowhere = { ask: () => Promise.reject(new Error('nothing is asked here')), now: () => new Date(0) };
  const base = connector.base || 'https://kith.invalid';
  return connector.connect({ ...nowhere, settings: { ...(read.data as object), base } });
}

const settingsOf = ({ settings }: NetworkConnector): readonly string[] =>
  settings instanceof z.ZodObject ? Object.keys(settings.shape) : [];

function needs(connector: NetworkConnector): string {
  const { id, needs = [] } = connector;
  const named = (name: string) =>
    name === 'base' ? '`KITH_NETWORK_BASE`' : `\`${networkVariable(id, name)}\``;
  const others = settingsOf(connector).filter((name) => !needs.includes(name));
  return [
    needs.length > 0 ? `${needs.map(named).join(', ')}: off without` : 'nothing',
    ...(others.length > 0 ? [`takes ${others.map(named).join(', ')}`] : []),
  ].join('; ');
}

/** How often it may be asked with a setting that allows more. */
function allowances(connector: NetworkConnector): readonly string[] {
  return settingsOf(connector).flatMap((name) => {
    const read = connector.settings.safeParse({ [name]: 'x' });
    const more = read.success ? connector.limitsWith?.(read.data) : undefined;
    return more ? [`${often(more)} with \`${networkVariable(connector.id, name)}\``] : [];
  });
}

const SPANS = new Map([
  [1, 'second'],
  [60, 'minute'],
  [300, '5 minutes'],
  [3_600, 'hour'],
  [86_400, 'day'],
]);

const often = ({ requests, perSeconds }: Limits) =>
  `${requests.toLocaleString('en')} / ${SPANS.get(perSeconds) ?? `${perSeconds} s`}`;
