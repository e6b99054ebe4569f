/** The report's looks: the system's colours unless the reader chooses the other. */
export const STYLE = `
:root { --back: #fff; --text: #1c2024; --faint: #5c6670; --line: #d9dee3; --good: #0b6b35; --bad: #b3261e; --warn: #7a5200; --soft: #f4f6f8; color-scheme: light; }
@media (prefers-color-scheme: dark) { :root { --back: #14171a; --text: #e6e9ec; --faint: #a0a9b2; --line: #333a41; --good: #62d394; --bad: #ff8a80; --warn: #f0c36d; --soft: #1d2226; color-scheme: dark; } }
:root[data-scheme=light] { --back: #fff; --text: #1c2024; --faint: #5c6670; --line: #d9dee3; --good: #0b6b35; --bad: #b3261e; --warn: #7a5200; --soft: #f4f6f8; color-scheme: light; }
:root[data-scheme=dark] { --back: #14171a; --text: #e6e9ec; --faint: #a0a9b2; --line: #333a41; --good: #62d394; --bad: #ff8a80; --warn: #f0c36d; --soft: #1d2226; color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1rem 1.5rem 4rem; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .5rem 2rem; align-items: baseline; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
button, input, select { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .3rem .7rem; }
#scheme { margin-left: auto; }
.wide { overflow: auto; max-height: 80vh; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; position: sticky; left: 0; background: var(--back); }
tr:first-child th { position: sticky; top: 0; background: var(--back); } tr:first-child th:first-child { z-index: 1; }
td button { padding: 0 .3rem; margin-right: calc(-.3rem - 1px); color: inherit; background: none; border-color: transparent; } td button:hover { border-color: var(--line); }
.covered, .passed { color: var(--good); } .open, .client, .suite, .server, .drift { color: var(--bad); } .explained, .mock, .document { color: var(--warn); }
form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; position: sticky; top: 0; background: var(--back); padding: .5rem 0; z-index: 1; }
#words { min-width: 22rem; }
ul, ol { list-style: none; padding: 0; }
li { border-bottom: 1px solid var(--line); padding: .25rem 0; overflow-wrap: anywhere; }
summary { cursor: pointer; } summary code { font-size: .9rem; }
.blame { display: inline-block; min-width: 5.5rem; font-weight: 600; }
small, output { color: var(--faint); }
.sides { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .6rem; overflow: auto; max-height: 26rem; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
`;
