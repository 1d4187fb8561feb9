/** Style of the share page, for light and dark mode, narrow and wide screens, print, and high contrast. */
export const PAGE_STYLE: string = `
:root{--paper:#fbfaf6;--card:#fff;--ink:#1d2321;--soft:#56605c;--line:#dcdfd9;--good:#1b6b47;--bad:#a3271f;--odd:#8a5a00;--link:#17557f}
@media(prefers-color-scheme:dark){:root{--paper:#141816;--card:#1d2321;--ink:#edf1ee;--soft:#a9b4af;--line:#39423e;--good:#6fd3a1;--bad:#ff9c92;--odd:#f0c064;--link:#8cc8f2}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere;font-synthesis:weight}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.verdict{display:flex;gap:.75rem;align-items:baseline;flex-wrap:wrap;border:1px solid;border-inline-start-width:.5rem;border-radius:.5rem;padding:.75rem 1rem;margin:0 0 1.5rem;background:var(--card)}
.verdict strong,.verdict h1{font-size:1.15rem;margin:0}.verdict span{color:var(--ink)}
.verdict.verified,.verified .pass{color:var(--good)}.verdict.failed,.fail{color:var(--bad)}.verdict.unsure,.verdict.unchecked,.unknown{color:var(--odd)}.skipped{color:var(--soft)}
.claims{border:1px dashed var(--soft);border-radius:.5rem;padding:.25rem 1rem;margin-bottom:1.5rem}
.marked img{filter:grayscale(1)}.marked figure:first-child{position:relative}
.mark{position:absolute;z-index:1;top:7.5rem;left:50%;width:max-content;max-width:15rem;margin:0;padding:.15em .4em;background:var(--card);border:.2rem solid;border-radius:.3rem;color:var(--bad);font-size:1.7rem;font-weight:800;text-transform:uppercase;transform:translate(-50%,-50%) rotate(-14deg);line-height:1.15;overflow-wrap:normal;-webkit-print-color-adjust:exact;print-color-adjust:exact}
article{background:var(--card);border:1px solid var(--line);border-radius:.75rem;padding:1.5rem;display:grid;gap:1.5rem}
article>div{min-width:0}@media(min-width:46rem){article{grid-template-columns:15rem 1fr}}
figure{margin:0;text-align:center}figure img{width:100%;max-width:15rem;height:auto}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.1rem;margin:1.5rem 0 .4rem}
h3,h4,h5,h6{font-size:1rem;margin:1rem 0 .3rem}
.markdown{overflow-x:auto;margin:0 -.2em;padding:0 .2em}.markdown pre{overflow-x:auto;border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem}.markdown blockquote,.praise blockquote{margin:.4rem 0;padding-inline-start:1rem;border-inline-start:.25rem solid var(--line)}.markdown hr{border:0;border-top:1px solid var(--line)}code,pre{font-size:.92em}
.tags{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.4rem}.tags li{border:1px solid var(--line);border-radius:1rem;padding:.1rem .7rem}
.praise{margin:.6rem 0;text-align:start}.praise figcaption{color:var(--soft)}
nav label{display:grid;gap:.25rem;color:var(--soft)}nav input{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:.4rem;padding:.4rem .6rem;width:100%}
p{margin:.4rem 0}.by{color:var(--soft);margin:0 0 1rem;display:flex;gap:.6rem;align-items:center}.logo{width:2.5rem;height:2.5rem;object-fit:contain;border-radius:.3rem;flex:none}.text{white-space:pre-line}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:1rem 0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
ul{padding-inline-start:1.2rem;margin:.3rem 0}a{color:var(--link)}
table{width:100%;border-collapse:collapse;margin:.5rem 0;overflow-wrap:break-word}.results{overflow-wrap:anywhere}th,td{text-align:start;vertical-align:top;padding:.45rem .6rem .45rem 0;border-top:1px solid var(--line)}thead td{border-top:0}thead th{border-top:0;color:var(--soft);font-weight:600}
td:nth-child(2){white-space:nowrap;font-weight:600}.results td{white-space:normal}.label{display:none}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.5rem}nav a{display:block;padding:.4rem .8rem;border:1px solid var(--line);border-radius:2rem;text-decoration:none}
a:focus-visible,input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.code{width:9rem}.code svg{display:block;width:100%;border-radius:.25rem}
footer{display:flex;gap:1.5rem;align-items:center;flex-wrap:wrap;margin-top:1.5rem;color:var(--soft)}
@media(max-width:38rem){article{padding:1rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}table,tbody{display:block}thead{position:absolute;clip-path:inset(50%)}tr{display:grid;grid-template-columns:1fr auto;border-top:1px solid var(--line);padding:.5rem 0}th,td{border:0;padding:0}td:last-child{grid-column:1/-1}.label{display:inline;color:var(--soft)}}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#333;--line:#999;--good:#000;--bad:#000;--odd:#000;--link:#000}nav{display:none}main{max-width:none;padding:0}article{border:0;padding:0;grid-template-columns:12rem 1fr}tr,figure,footer{break-inside:avoid}a[href^="http"]::after{content:" (" attr(href) ")";font-size:.8em}}
@media(forced-colors:active){.verdict{border:3px solid}}
`
