/** The look of every simulator's pages. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
a { color: light-dark(#0645ad, #9ecbff); }
body { background: light-dark(#fff, #1b1b1f); color: light-dark(#1b1b1f, #f2f2f2);
  max-width: 60rem; margin: 0 auto; padding: 1rem; }
.mark { border: 2px solid; border-radius: .5rem; padding: .5rem 1rem; font-weight: 600; }
article { border: 1px solid GrayText; border-radius: .5rem; padding: 0 1rem 1rem; margin: 1rem 0; }
form.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); gap: .75rem; }
h2 { font-size: 1rem; margin: .5rem 0; }
label { display: block; }
input, article select { display: block; width: 100%; box-sizing: border-box; font: inherit; padding: .375rem; }
button { font: inherit; padding: .375rem 1rem; min-height: 2rem; }
summary { cursor: pointer; padding: .5rem 0; font-weight: 600; }
article dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
article dt { font-weight: 600; }
dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; margin-top: 1rem; }
:focus-visible { outline: 3px solid; outline-offset: 2px; }
@media (max-width: 30rem) { article dl { grid-template-columns: 1fr; } }
`;
