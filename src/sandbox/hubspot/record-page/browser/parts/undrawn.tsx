/** A component that HubSpot has and this simulator does not draw: said, not left out. */
export function Undrawn({ name }: { readonly name: string }) {
  return <span className="hs-undrawn">{name}: HubSpot shows this; the simulator does not draw it.</span>;
}
