/** The report's style: light and dark by the reader's setting, and readable on paper. */
export const PAGE_STYLE = `
:root{--bg:#fbfaf8;--panel:#fff;--ink:#1d1f23;--soft:#5d636e;--line:#e2dfd8;--accent:#9a5b00;--good:#1e7a46;--warn:#9a6700;--bad:#b42318;
--migrated:#3f7f5f;--moved:#3b73b9;--converted:#7a5cc0;--merged:#2c8f9c;--made:#8aa83a;--foreign:#8b8f98;--dropped:#cf8a1d;--failed:#c8372d;--select:#f3ead9}
@media (prefers-color-scheme:dark){:root{--bg:#16181c;--panel:#1e2126;--ink:#e7e6e3;--soft:#a2a7b1;--line:#343941;--accent:#e5a84b;--good:#64c28f;--warn:#e2b04a;--bad:#f08075;
--migrated:#5aa780;--moved:#6aa0e3;--converted:#a68be6;--merged:#54b6c3;--made:#aac95a;--foreign:#8d939e;--dropped:#e0a443;--failed:#e8695f;--select:#35301f}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1180px;margin:0 auto;padding:32px 24px 64px}
code,#rows,#detail{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px}
.kicker{margin:0;color:var(--accent);font-weight:600}
h1{margin:0 0 12px;font-size:32px;line-height:1.2;letter-spacing:-.01em}
.arrow{color:var(--soft);font-weight:400}
h2{font-size:19px;margin:0 0 12px}
section{margin-top:36px}
.stores{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0}
.stores dt{color:var(--soft)}
.stores dd{margin:0;overflow-wrap:anywhere}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(160px,1fr));gap:12px;margin-top:24px}
.tile{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:12px 16px}
.tile h2{margin:0;font-size:13px;font-weight:500;color:var(--soft)}
.tile .value{margin:2px 0 0;font-size:26px;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
.tile .note{margin:0;font-size:13px;color:var(--soft)}
.tile.good .value{color:var(--good)}.tile.warn .value{color:var(--warn)}.tile.bad .value{color:var(--bad)}
details{background:var(--panel);border:1px solid var(--line);border-left:3px solid var(--warn);border-radius:6px;margin-bottom:8px}
summary{padding:8px 12px;cursor:pointer;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.count{display:inline-block;min-width:2.2em;font-weight:600;font-variant-numeric:tabular-nums}
.sample{color:var(--soft);margin-left:8px}
#dropped details{border-left-color:var(--dropped)}
details[open] .sample{display:none}
details ul{margin:0;padding:0 12px 12px 12px;list-style:none;max-height:420px;overflow:auto}
details li{padding:6px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
details li code{display:block}
details li span{color:var(--soft)}
.more{color:var(--soft)}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 10px;padding:0;list-style:none;color:var(--soft);font-size:13px}
.legend i{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:6px;vertical-align:-1px}
table{border-collapse:collapse;width:100%;background:var(--panel);border:1px solid var(--line);border-radius:8px;overflow:hidden}
th,td{text-align:left;font-weight:400;padding:5px 12px;border-top:1px solid var(--line);vertical-align:middle}
thead th{color:var(--soft);font-size:13px;border-top:0}
tbody th{font-weight:500;white-space:nowrap}
#timings tr:first-child>*{border-top:0}
#timings .bar-column{width:72%}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.bar-column{width:30%;min-width:120px}
.bar{display:flex;gap:1px;height:12px;min-width:4px;border-radius:3px;overflow:hidden}
.bar i{display:block;flex:1 0 2px;min-width:2px}
.fates{color:var(--soft);font-size:13px}
.fate-migrated{background:var(--migrated)}.fate-moved{background:var(--moved)}.fate-converted{background:var(--converted)}.fate-merged{background:var(--merged)}
.fate-made{background:var(--made)}.fate-foreign{background:var(--foreign)}.fate-dropped{background:var(--dropped)}.fate-failed{background:var(--failed)}.timing{background:var(--accent)}
.notice{margin:0 0 12px;padding:8px 12px;border-radius:6px;background:var(--select)}
.controls{display:flex;flex-wrap:wrap;gap:10px 16px;align-items:end;margin-bottom:10px}
.controls label{display:grid;font-size:13px;color:var(--soft)}
.controls label:first-child{flex:1 1 260px}
input,select{font:inherit;color:var(--ink);background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:6px 10px;min-width:0}
select{max-width:230px}
input:focus-visible,select:focus-visible,#rows:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
output{color:var(--soft);padding-bottom:6px;font-variant-numeric:tabular-nums;min-width:130px;text-align:right}
.rows-head,.row{display:grid;grid-template-columns:96px 190px minmax(220px,3fr) minmax(140px,2fr);gap:0 12px;padding:0 12px}
.rows-head{font-size:13px;color:var(--soft);padding-bottom:4px}
#rows{height:504px;overflow-y:auto;background:var(--panel);border:1px solid var(--line);border-radius:8px}
#space{position:relative;overflow:hidden}
#window{position:absolute;left:0;right:0;top:0}
.row{height:28px;line-height:28px;border-bottom:1px solid var(--line);cursor:pointer}
.row>span{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.row>span:nth-child(3){direction:rtl;text-align:left;unicode-bidi:plaintext}
.row>span:nth-child(4){color:var(--soft)}
.row[aria-selected=true]{background:var(--select)}
.row i{display:inline-block;width:9px;height:9px;border-radius:2px;margin-right:7px}
#detail{margin-top:10px;padding:12px 16px;background:var(--panel);border:1px solid var(--line);border-radius:8px;white-space:pre-wrap;overflow-wrap:anywhere}
.print-only{display:none}
@media (max-width:760px){.bar-column{width:auto;min-width:70px}th,td{padding:5px 8px}tbody th{white-space:normal;overflow-wrap:anywhere}main{padding:20px 14px 40px}h1{font-size:26px}.fates,#kinds thead th:nth-child(4),#kinds .number:nth-child(5),#kinds .number:nth-child(6),#kinds thead th:nth-child(5),#kinds thead th:nth-child(6){display:none}
.rows-head,.row{grid-template-columns:90px minmax(0,1fr)}.rows-head span:nth-child(2),.rows-head span:nth-child(4),.row>span:nth-child(2),.row>span:nth-child(4){display:none}}
@media print{:root{--bg:#fff;--panel:#fff;--ink:#000;--soft:#444;--line:#bbb;--select:#eee;--migrated:#3f7f5f;--moved:#3b73b9;--converted:#7a5cc0;--merged:#2c8f9c;--made:#8aa83a;--foreign:#8b8f98;--dropped:#cf8a1d;--failed:#c8372d}
body{font-size:11px}main{max-width:none;padding:0}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.controls,#rows,.rows-head,#detail{display:none!important}.print-only{display:block}details ul{max-height:none}summary{white-space:normal}tr,.tile,details li{break-inside:avoid}th,td{padding:2px 8px}section{margin-top:20px}}
`;
