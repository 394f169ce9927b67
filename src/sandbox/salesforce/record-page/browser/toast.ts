interface Toast {
  readonly title: string;
  readonly message?: string;
  /** `info`, `success`, `warning`, `error`. */
  readonly variant?: string;
}

const NAME = 'lightning__showtoast';
const MOST = 3;

/** `lightning/platformShowToastEvent`. */
export class ShowToastEvent extends CustomEvent<Toast> {
  constructor(toast: Toast) {
    super(NAME, { bubbles: true, composed: true, cancelable: true, detail: toast });
  }
}

/**
 * Shows what components tell, in Lightning's look. Here a toast stays until it is closed or three newer ones came;
 * Lightning takes it away after three seconds.
 */
export function showToasts(): void {
  addEventListener(NAME, (event) => {
    if (!(event instanceof ShowToastEvent)) return;
    const place = document.querySelector('[data-toasts]');
    const there = [...(place?.children ?? []), toastOf(event.detail)];
    place?.replaceChildren(...there.slice(-MOST));
  });
}

function toastOf({ title, message = '', variant = 'info' }: Toast): HTMLElement {
  const toast = document.createElement('div');
  toast.className = `slds-notify slds-notify_toast slds-theme_${variant}`;
  const says = document.createElement('p');
  const head = document.createElement('strong');
  head.textContent = title;
  says.append(head, message === '' ? '' : ` ${message}`);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'slds-button slds-button_inverse';
  close.textContent = 'Close';
  close.addEventListener('click', () => toast.remove());
  toast.append(says, close);
  return toast;
}
