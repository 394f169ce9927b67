import { Component, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { run } from './host.ts';
import type { Running } from './host.ts';
import type { CardAlert, Extension } from './messages.ts';
import { closeOverlay } from './overlays.ts';
import { Inside } from './tree.tsx';

/** One extension of the app, as HubSpot shows it: loading, the card's own tree, or the error that ended it. */
export function ExtensionView({ extension }: { readonly extension: Extension }) {
  const [running, setRunning] = useState<Running>();
  const [shown, setShown] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [alerts, setAlerts] = useState<readonly CardAlert[]>([]);
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    const started = run(extension, {
      alert: (alert) => setAlerts((before) => [...before, alert]),
      log: (level, text) => setLines((before) => [...before, `${level}: ${text}`]),
      fail: setFailure,
      closeOverlay,
    });
    const off = started.receiver.on('mount', () => setShown(true));
    setRunning(started);
    return () => {
      off();
      started.stop();
    };
  }, [extension]);
  if (failure !== undefined) return <Ended title={extension.title} says={failure} lines={lines} />;
  return (
    <>
      <Alerts alerts={alerts} close={(one) => setAlerts((all) => all.filter((other) => other !== one))} />
      {!shown && <p role="status">Loading {extension.title}…</p>}
      <Boundary fail={setFailure}>
        {running && shown && <Inside receiver={running.receiver} id={running.receiver.attached.root.id} />}
      </Boundary>
      <Log lines={lines} />
    </>
  );
}

function Ended({ title, says, lines }: { title: string; says: string; lines: readonly string[] }) {
  return (
    <div className="hs-alert error" role="alert">
      <strong>{title} ended with an error.</strong>
      <p>{says}</p>
      <Log lines={lines} />
    </div>
  );
}

function Log({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <details className="hs-log">
      <summary>What the card logged</summary>
      <ol>
        {lines.map((line, n) => (
          <li key={`${n} ${line}`}>{line}</li>
        ))}
      </ol>
    </details>
  );
}

interface AlertsProps {
  readonly alerts: readonly CardAlert[];
  readonly close: (alert: CardAlert) => void;
}

/** The messages that an extension puts above the page with `addAlert`. */
function Alerts({ alerts, close }: AlertsProps) {
  return (
    <div className="hs-toasts" role="status">
      {alerts.map((alert, n) => (
        <div key={`${n} ${alert.message}`} className={`hs-alert ${alert.type ?? 'info'}`}>
          {alert.title && <strong>{alert.title}</strong>}
          <p>{alert.message}</p>
          <button
            type="button"
            className="hs-button xs"
            aria-label={`Close: ${alert.message}`}
            onClick={() => close(alert)}
          >
            Close
          </button>
        </div>
      ))}
    </div>
  );
}

class Boundary extends Component<{
  readonly fail: (message: string) => void;
  readonly children: ReactNode;
}> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: Error) {
    this.props.fail(error.message);
  }
  override render() {
    return this.state.failed ? null : this.props.children;
  }
}
