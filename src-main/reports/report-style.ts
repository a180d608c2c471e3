const columnWidths = Array.from({ length: 20 }, (_, index) => `.w${index + 1}{width:${(index + 1) * 5}%}`).join('');

/**
 * The look of an HTML report, on screen and on paper (A4 or Letter, whatever the printer has). Signs of severity differ by
 * shape: it is also printed in grey. It holds neither `<` nor `&`: it stands in the file as it is.
 */
export const reportStyle = `
:root{color-scheme:light;--ink:#1a1d21;--quiet:#565d66;--line:#b9c0c9;--accent:#0b5c8a;--critical:#a3141e;--warning:#8a5a00}
*{box-sizing:border-box}
html{font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:#fff}
html:lang(ja){font-family:"Hiragino Sans","Hiragino Kaku Gothic ProN","Yu Gothic UI","Yu Gothic",Meiryo,"BIZ UDPGothic","Noto Sans CJK JP","Noto Sans JP",system-ui,sans-serif;line-break:strict}
body{max-width:72rem;margin:0 auto;padding:2rem 1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.1rem;margin:2rem 0 .5rem;padding-bottom:.25rem;border-bottom:2px solid var(--ink);break-after:avoid}
p{margin:.25rem 0}
a{color:var(--accent);overflow-wrap:anywhere;text-underline-offset:.25em}
.about,.quiet,.notes{color:var(--quiet);font-size:.9em}
.about{margin:0}
.answer{font-size:1.25rem;font-weight:600;margin:1rem 0 .5rem}
.strong{font-weight:600}
dl{margin:.5rem 0;columns:2 20rem;column-gap:2rem}
dl div{display:flex;gap:1rem;break-inside:avoid;padding:.15rem 0;border-bottom:1px solid var(--line)}
dt{flex:0 0 40%;color:var(--quiet)}
dd{flex:1;margin:0;overflow-wrap:anywhere}
ul,ol{padding-inline-start:1.4rem;margin:.5rem 0}
li{margin:.2rem 0}
table{width:100%;table-layout:fixed;border-collapse:collapse;font-size:.9em;margin:.5rem 0 1rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
thead th{border-bottom:2px solid var(--ink);color:var(--quiet);font-weight:600}
tbody th{font-weight:400}
.tasks{list-style:none;padding:0}
.tasks li{display:flex;gap:.6rem;padding:.5rem 0;border-bottom:1px solid var(--line);break-inside:avoid}
ol.tasks{counter-reset:task}
ol.tasks li{counter-increment:task}
ol.tasks li::before{content:counter(task)".";min-width:1.6rem;text-align:end;color:var(--quiet)}
.tasks li div{min-width:0;flex:1}
.box{font-size:1.3em;line-height:1.1}
.sign{display:inline-block;width:.7em;height:.7em;margin-inline-end:.4em;border:.12em solid var(--quiet)}
.sign.critical{border-color:var(--critical);background:var(--critical)}
.sign.warning{border-color:var(--warning);transform:rotate(45deg)}
.sign.notice{border-radius:50%}
footer{margin-top:2rem;border-top:1px solid var(--line)}
${columnWidths}
@media (max-width:40rem){table,thead,tbody,tr,th,td{display:block;width:auto}thead{display:none}tbody tr{padding:.5rem 0;border-bottom:2px solid var(--line)}tbody th{font-weight:600}th,td{border:0;padding:.1rem 0}}
@page landscape{size:landscape}
.landscape{page:landscape}
@media print{@page{margin:16mm 14mm}html{font-size:9.5pt}body{max-width:none;padding:0}thead{display:table-header-group}tr{break-inside:avoid}a{color:inherit;text-decoration:none}.sign,.sign.critical{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
