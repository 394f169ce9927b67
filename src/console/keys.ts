import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

/** Single-key shortcuts can be switched off (WCAG 2.2, 2.1.4): speech input would set them off by chance. */
const SETTING = 'kith.shortcuts';

function shortcutsOn(): boolean {
  return window.localStorage.getItem(SETTING) !== 'off';
}

export function setShortcuts(on: boolean): void {
  window.localStorage.setItem(SETTING, on ? 'on' : 'off');
  window.dispatchEvent(new Event(SETTING));
}

export function useShortcutsOn(): boolean {
  return useSyncExternalStore(listen, shortcutsOn);
}

function listen(changed: () => void): () => void {
  window.addEventListener(SETTING, changed);
  return () => window.removeEventListener(SETTING, changed);
}

/**
 * Calls the act of a pressed key, unless the person is typing, a dialog is open, or shortcuts are off. One key is one
 * act: whoever takes it first has it.
 * @param once a key that is held down counts once.
 */
export function useKeys(acts: Readonly<Record<string, () => void>>, once = false): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    const act = acts[event.key];
    if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!shortcutsOn() || isTyping(event.target) || document.querySelector('dialog[open]')) return;
    event.preventDefault();
    if (!(once && event.repeat)) act();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
