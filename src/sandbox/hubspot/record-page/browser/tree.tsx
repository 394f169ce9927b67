import { KIND_COMPONENT, KIND_FRAGMENT, KIND_TEXT } from '@remote-ui/core';
import type { RemoteReceiver, RemoteReceiverAttachable } from '@remote-ui/core';
import { createElement, useCallback, useSyncExternalStore } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { PARTS } from './parts/index.ts';
import { Item } from './parts/text.tsx';
import { Undrawn } from './parts/undrawn.tsx';
import { unknownProps } from './vocabulary.ts';

type Component = Extract<RemoteReceiverAttachable, { kind: typeof KIND_COMPONENT }>;
type Id = RemoteReceiverAttachable['id'];
type Text = Extract<RemoteReceiverAttachable, { kind: typeof KIND_TEXT }>;

/** What stands inside a node of the card's tree, drawn with our components. */
export function Inside({ receiver, id }: { readonly receiver: RemoteReceiver; readonly id: Id }) {
  const node = useNode(receiver, id);
  if (!node || !('children' in node)) return null;
  return node.children.map((child) => (
    <Item key={child.id}>
      <Node receiver={receiver} id={child.id} />
    </Item>
  ));
}

/** Draws again whenever the card changes this node. */
function useNode(receiver: RemoteReceiver, id: Id): RemoteReceiverAttachable | null {
  const subscribe = useCallback(
    (changed: () => void) => receiver.attached.subscribe({ id } as RemoteReceiverAttachable, changed),
    [receiver, id],
  );
  useSyncExternalStore(subscribe, () => receiver.attached.get({ id })?.version ?? -1);
  return receiver.attached.get({ id });
}

function Node({ receiver, id }: { readonly receiver: RemoteReceiver; readonly id: Id }): ReactNode {
  const node = useNode(receiver, id);
  if (!node) return null;
  if (node.kind === KIND_TEXT) return (node as Text).text;
  if (node.kind !== KIND_COMPONENT) return null;
  const { type, props } = node as Component;
  const given = (props ?? {}) as Readonly<Record<string, unknown>>;
  const unknown = unknownProps(type, given);
  if (unknown.length > 0) throw new Error(`<${type}> has no property ${unknown.join(', ')}`);
  const part = (PARTS as Readonly<Record<string, unknown>>)[type];
  const drawn = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      isFragment(value) ? inside(receiver, value.id) : value,
    ]),
  );
  if (!part) return <Undrawn name={type} />;
  return createElement(part as ComponentType<Record<string, unknown>>, drawn, inside(receiver, id));
}

const inside = (receiver: RemoteReceiver, id: Id) => <Inside receiver={receiver} id={id} />;

const isFragment = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === KIND_FRAGMENT;
