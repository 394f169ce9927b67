/** A letter in a circle for a network: ours, not anybody's trademark. The network's name stands beside it as text. */
export function NetworkMark({ network, title }: { readonly network: string; readonly title: string }) {
  return (
    <svg className="network-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <circle cx="12" cy="12" r="12" className={`hue-${hueOf(network)}`} />
      <text x="12" y="16.4" textAnchor="middle">
        {([...title][0] ?? '·').toLocaleUpperCase()}
      </text>
    </svg>
  );
}

const HUES = 6;

/** One of a few quiet colours, always the same for one network. */
function hueOf(network: string): number {
  return [...network].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES;
}
