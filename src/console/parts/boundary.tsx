import { Component } from 'react';
import type { ReactNode } from 'react';
import { Say } from './states.tsx';

/** Shows a sentence instead of an empty page when drawing fails; React has this only as a class. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Say
        title="This page broke"
        says="Reload it. If that does not help, please report what you did before."
      />
    );
  }
}
