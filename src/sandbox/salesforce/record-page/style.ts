/** What the page adds to Salesforce's own style. */
export const STYLE = `
:root { color-scheme: light; }
body { background: #f3f3f3; }
.bar { background: #fff; border-bottom: 3px solid #0176d3; display: flex; flex-wrap: wrap; align-items: center;
  gap: .25rem 1.5rem; padding: .5rem 1rem; }
.bar .mark { font-weight: 700; flex: 1 1 100%; border: 1px solid; border-radius: .25rem; padding: .125rem .75rem; }
.bar .app { font-size: 1.125rem; margin-inline-end: 1rem; }
.bar .viewer { margin-inline-start: auto; }
.page { display: grid; gap: .75rem; padding: .75rem; max-width: 100rem; margin: 0 auto;
  grid-template-columns: minmax(0, 1fr); }
.page > * { min-width: 0; }
.page .slds-card + .slds-card { margin-top: .75rem; }
.page .highlights { background: #fff; }
.highlights .who { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; }
.highlights .who > button { margin-inline-start: auto; }
.highlights dl { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin-top: .75rem; }
.highlights h1, dd { overflow-wrap: anywhere; }
.card-head { display: flex; align-items: center; gap: .5rem; padding: .75rem 1rem .5rem; }
.card-head h2 { font-weight: 700; }
.card-body { padding: 0 1rem 1rem; }
.card-body li { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .25rem 0; }
.details { display: grid; gap: .75rem 1.5rem; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); }
.details dd { white-space: pre-line; border-bottom: 1px solid #e5e5e5; padding-bottom: .25rem; }
.building { padding: 1rem; }
.building pre { white-space: pre-wrap; overflow-wrap: anywhere; }
.toasts { position: fixed; inset: 1rem 0 auto; z-index: 10; display: grid; gap: .5rem; justify-items: center;
  pointer-events: none; }
.toasts > * { pointer-events: auto; max-width: min(40rem, calc(100vw - 2rem)); min-width: 0; margin: 0;
  position: static; display: flex; padding: .75rem 1rem; align-items: center; gap: 1rem; width: auto; }
.toasts button { flex: none; white-space: nowrap; padding: 0 .75rem; }
h3 { scroll-margin-top: .5rem; }
a, button, summary { min-block-size: 1.5rem; }
.page dd a, .card-body a, .bar a { display: inline-block; min-block-size: 1.5rem; }
@media (min-width: 64rem) {
  .page { grid-template-columns: minmax(0, 1fr) minmax(0, 28rem); }
  .highlights { grid-column: 1 / -1; }
  :root { scroll-padding-top: 5rem; }
  .toasts { inset: 6rem 0 auto; }
  .bar { position: sticky; top: 0; z-index: 5; }
  .left { position: sticky; top: 6rem; align-self: start; }
}
`;
