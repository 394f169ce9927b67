/** The panels and modals that are open on the page, by the id the card gave them. */
const open = new Map<string, HTMLDialogElement>();

const find = (id: string) => {
  const dialog = open.get(id);
  return dialog?.isConnected ? dialog : undefined;
};

export function register(id: string, dialog: HTMLDialogElement): () => void {
  open.set(id, dialog);
  return () => void (open.get(id) === dialog && open.delete(id));
}

export function closeOverlay(id: string): void {
  find(id)?.close();
}

export function openOverlay(id: string): void {
  const dialog = find(id);
  if (dialog && !dialog.open) dialog.showModal();
}

/** What a card's handlers get as their second argument. */
export const reactions = {
  openPanel: openOverlay,
  closePanel: closeOverlay,
  openModal: openOverlay,
  closeModal: closeOverlay,
};
