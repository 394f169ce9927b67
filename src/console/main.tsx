import './css/base.css';
import './css/controls.css';
import './css/layout.css';
import './css/passing.css';
import './css/record.css';
import './css/signals.css';
import './css/thread.css';
import './css/aside.css';
import './css/neighbourhood.css';
import './css/waterfall.css';
import './css/review.css';
import './css/compare.css';
import './css/settings.css';
import './css/contents.css';
import './css/warning.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Boundary } from './parts/boundary.tsx';
import { NoticeProvider } from './parts/notice.tsx';

// Kith may run on the machine in front of the person: without a network it still answers, so nothing waits for one.
const client = new QueryClient({
  defaultOptions: {
    queries: { networkMode: 'always', retry: 1, retryDelay: 500, staleTime: 1_000 },
    mutations: { networkMode: 'always' },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Boundary>
        <QueryClientProvider client={client}>
          <NoticeProvider>
            <App />
          </NoticeProvider>
        </QueryClientProvider>
      </Boundary>
    </StrictMode>,
  );
}
