import { text } from "./html";

/** A page of letter or A4 paper in the look of all that is printed here. `body`: escaped. No script, no link. */
export function sheetHtml(title: string, paper: "letter" | "a4", body: string): string {
  const size = paper === "a4" ? "A4" : "letter";
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text(title)}</title><style>@page{size:${size};margin:14mm 0 12mm}${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

/** Ink on paper; the band's rules stay when a printer knows only black. */
const STYLE = `
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
th,td,.shop{unicode-bidi:plaintext}
body{text-align:left;background:#fff;color:#111;font:10pt/1.4 Inter,"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums}
main{padding:0 18mm}
header{display:flex;justify-content:space-between;gap:10mm;border-bottom:.35mm solid #111;padding-bottom:4mm;margin-bottom:5mm}
.shop{color:#444}
h1{font-size:17pt;line-height:1.15;letter-spacing:-.01em}
.state{max-width:70mm;text-align:right;font-size:9pt;color:#333}
.word{font-size:12pt;font-weight:700;color:#111}
h2{font-size:11pt;margin-bottom:1.5mm}
h3{font-size:9pt;font-weight:600;color:#444;margin-bottom:.5mm}
section{margin-bottom:4.5mm}
table{width:100%;border-collapse:collapse;margin-bottom:2mm}
th{text-align:left;font-weight:400;color:#333;vertical-align:top}
td{text-align:right;vertical-align:top}
td:nth-child(2){width:14mm;color:#555}
td:last-child{width:34mm}
th,td{padding:.9mm 0;border-bottom:.1mm solid #ccc}
.look th{width:38mm;font-weight:600}
.look td,.look td:last-child,.look td:nth-child(2){width:auto;text-align:left;color:#111}
.total th,.total td{font-weight:700;font-size:12pt;color:#111;border-top:.35mm solid #111;border-bottom:0;padding-top:1.4mm}
.journal{max-width:none;margin-bottom:4mm;font-family:ui-monospace,"Liberation Mono",monospace}
.note{font-size:8.5pt;color:#444;max-width:130mm}
.note+table{margin-top:3mm}
.groups{display:grid;grid-template-columns:1fr 1fr 1fr;gap:6mm;margin-top:4mm}
.groups th{overflow-wrap:anywhere;padding-right:2mm}
.groups td:nth-child(2){width:8mm}
.groups td:last-child{width:auto;padding-left:3mm;white-space:nowrap}
.trouble{border-left:.8mm solid #111;padding-left:3mm;margin-bottom:5mm}
.band{border-top:1mm solid #000;border-bottom:1mm solid #000;background:#ffc233;text-align:center;font-weight:800;letter-spacing:.05em;padding:1.5mm;margin-bottom:5mm}
.signature{height:14mm;width:80mm;border-bottom:.35mm solid #111}
.signature p{font-size:9pt;color:#555}
.foot{margin-top:3mm;font-size:9pt;color:#444}
tr,.band,.signature,.groups>div,h2{break-inside:avoid}
h2{break-after:avoid}
.facts th{width:48mm;padding-right:4mm}
.facts td,.facts td:last-child,.facts td:nth-child(2){width:auto;text-align:left;color:#111;overflow-wrap:anywhere}
.steps th{width:44mm;white-space:nowrap;padding-right:4mm}
.steps td,.steps td:last-child,.steps td:nth-child(2){width:auto;text-align:left;color:#111}
`;
