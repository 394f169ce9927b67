import type { ReactNode } from 'react';

interface AlertProps {
  readonly title: string;
  readonly variant?: string;
  readonly children?: ReactNode;
}

export function Alert({ title, variant = 'info', children }: AlertProps) {
  const urgent = variant === 'error' || variant === 'danger';
  return (
    <div className={`hs-alert ${variant}`} role={urgent ? 'alert' : 'status'}>
      <strong>{title}</strong>
      <div>{children}</div>
    </div>
  );
}

interface StateProps {
  readonly title?: string;
  readonly type?: string;
  readonly layout?: string;
  readonly children?: ReactNode;
}

export function EmptyState({ title = 'Nothing here yet', layout, children }: StateProps) {
  return (
    <div className={`hs-state ${layout ?? 'horizontal'}`}>
      <h3 className="hs-heading">{title}</h3>
      <div>{children}</div>
    </div>
  );
}

export function ErrorState({ title = 'Something went wrong', children }: StateProps) {
  return (
    <div className="hs-state error" role="alert">
      <h3 className="hs-heading">{title}</h3>
      <div>{children}</div>
    </div>
  );
}

/** HubSpot's pictures are HubSpot's: their place and what they say. */
export function Illustration({
  name,
  alt,
  width,
  height,
}: {
  name: string;
  alt: string;
  width?: number;
  height?: number;
}) {
  return <div role="img" aria-label={alt || name} className="hs-picture" style={{ width, height }} />;
}
