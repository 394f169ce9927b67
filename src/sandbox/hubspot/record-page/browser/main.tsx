import { createRoot } from 'react-dom/client';
import './look.css';
import './more.css';
import { ExtensionView } from './extension.tsx';
import type { Extension } from './messages.ts';
import { leadTo } from './parts/targets.ts';

for (const place of document.querySelectorAll<HTMLElement>('[data-extension]')) {
  const extension = JSON.parse(place.dataset['extension'] ?? '{}') as Extension;
  leadTo(extension.proxy);
  createRoot(place).render(<ExtensionView extension={extension} />);
}
