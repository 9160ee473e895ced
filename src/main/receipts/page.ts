import { receiptWords as words } from "../../shared/words/receipt";
import { text } from "../base/html";
import type { Receipt } from "./receipt";

export type Paper = "roll" | "letter" | "a4";

/** A page that the shell can print or save. */
export interface Page {
  readonly html: string;
  readonly title: string;
  readonly paper: Paper;
}

/** The receipt as a page of its own: no script, no link, no picture but the merchant's logo; every text escaped. */
export function receiptHtml(receipt: Receipt, paper: Paper): string {
  const { merchant, band } = receipt;
  const bandHtml = band === null ? "" : `<div class="band"><p>${text(band)}</p></div>`;
  const body = [
    bandHtml,
    `<header class="shop">`,
    receipt.logo === "" ? "" : `<p class="logo"><img alt="" src="data:image/png;base64,${text(receipt.logo)}"></p>`,
    `<h1>${text(merchant.name || words.title)}</h1>`,
    ...merchant.address.map((line) => `<p>${text(line)}</p>`),
    merchant.phone ? `<p>${text(merchant.phone)}</p>` : "",
    `</header>`,
    `<section class="money"><p class="kind">${text(receipt.kind)}</p><p class="amount">${text(receipt.amount)} <span class="currency">${text(receipt.currency)}</span></p><p class="verdict">${text(receipt.verdict)}</p></section>`,
    receipt.sums.length === 0
      ? ""
      : rows(
          "sums",
          receipt.sums.map(({ label, amount, total }) => [label, amount, total ? "total" : ""]),
        ),
    rows(
      "facts",
      receipt.facts.map(({ label, value }) => [label, value, ""]),
    ),
    ...receipt.notes.map((note) => `<p class="note">${text(note)}</p>`),
    receipt.signature ? `<div class="signature"><p>${text(words.signature)}</p></div>` : "",
    receipt.policy ? `<p class="policy">${text(receipt.policy)}</p>` : "",
    `<p class="foot">${text(receipt.foot)}</p>`,
    bandHtml,
  ].join("\n");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text(receipt.title)}</title><style>${STYLE}${PAPERS[paper]}</style></head><body><main class="slip ${paper}">${body}</main></body></html>`;
}

function rows(name: string, lines: readonly (readonly [label: string, value: string, mark: string])[]): string {
  return `<table class="${name}"><tbody>${lines.map(([label, value, mark]) => `<tr class="${mark}"><th>${text(label)}</th><td>${text(value)}</td></tr>`).join("")}</tbody></table>`;
}

/**
 * Ink on paper: one size is large, everything else is quiet. The band's stripes and rules stay when a printer knows
 * only black.
 */
const STYLE = `
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1,p,td{unicode-bidi:plaintext}
body{text-align:left;background:#fff;color:#111;font-family:Inter,"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-variant-numeric:tabular-nums lining-nums;line-height:1.35}
.slip{margin:0 auto}
.logo{margin-bottom:2mm}
.logo img{max-width:100%;max-height:18mm}
.shop h1{font-weight:700;letter-spacing:-.01em;line-height:1.15;margin-bottom:1mm}
.kind{font-weight:600;letter-spacing:.09em;text-transform:uppercase}
.amount{font-weight:700;letter-spacing:-.02em;line-height:1.1;white-space:nowrap}
.currency{font-weight:500;letter-spacing:.04em;color:#555}
.verdict{font-weight:500}
table{width:100%;border-collapse:collapse}
th{text-align:left;font-weight:400;color:#555;white-space:nowrap;vertical-align:top}
td{text-align:right;overflow-wrap:anywhere;vertical-align:top}
.sums .total th,.sums .total td{font-weight:700;color:#111;border-top:.35mm solid #111}
.note{font-weight:500}
.policy,.foot{color:#444}
.signature{border-bottom:.35mm solid #111}
.signature p{color:#555}
.band{border-top:1.2mm solid #000;border-bottom:1.2mm solid #000;background:#ffc233 repeating-linear-gradient(-45deg,#000 0,#000 2.2mm,#ffc233 2.2mm,#ffc233 4.4mm);padding:2mm 0;text-align:center}
.band p{background:#ffc233;color:#000;font-weight:800;letter-spacing:.05em;text-wrap:balance}
.band,.shop,.money,tr,.note,.policy,.signature{break-inside:avoid}
`;

const ROLL = `
@page{size:80mm auto;margin:0}
.slip{width:80mm;padding:5mm 5mm 9mm;font-size:9pt}
.shop{text-align:center;padding-bottom:4mm;border-bottom:.3mm dashed #777}
.shop h1{font-size:13pt}
.money{text-align:center;padding:4mm 0}
.kind{font-size:8.5pt}
.amount{font-size:25pt;margin:1mm 0}
.currency{font-size:8.5pt}
table{border-top:.3mm dashed #777;margin-bottom:2.5mm}
th,td{padding:.55mm 0}
th{padding-right:4mm}
tr:first-child th,tr:first-child td{padding-top:2.5mm}
.note,.policy,.foot{font-size:8.5pt;margin-top:3mm;text-align:center}
.policy{border-top:.3mm dashed #777;padding-top:3mm}
.signature{height:16mm;margin-top:3mm}
.signature p{font-size:8pt}
.band{margin:0 0 4mm}
.band p{font-size:8.5pt;padding:1.2mm 0}
.foot + .band{margin:4mm 0 0}
`;

const SHEET = `
.slip{max-width:150mm;font-size:10.5pt}
.shop{padding-bottom:5mm;border-bottom:.35mm solid #111}
.shop h1{font-size:20pt;margin-bottom:2mm}
.shop p{color:#444}
.money{padding:5.5mm 0 5mm}
.kind{font-size:10pt;color:#444}
.amount{font-size:40pt;margin:1.5mm 0 1mm}
.currency{font-size:12pt}
.verdict{font-size:12pt}
table{border-top:.2mm solid #999;margin-bottom:5mm}
th,td{padding:1mm 0;border-bottom:.1mm solid #ddd}
td{text-align:left}
.sums td{text-align:right}
th{width:45mm}
.note{margin-top:3mm;max-width:120mm}
.policy{margin-top:6mm;padding-top:4mm;border-top:.2mm solid #999;font-size:9.5pt}
.foot{margin-top:4mm;font-size:9.5pt}
.signature{height:24mm;width:90mm;margin-top:6mm}
.signature p{font-size:9pt}
.band{margin:0 0 7mm}
.band p{font-size:15pt;padding:1.5mm 0}
.foot + .band{margin:6mm 0 0;break-before:avoid}
`;

const PAPERS: Readonly<Record<Paper, string>> = {
  roll: ROLL,
  letter: `@page{size:letter;margin:14mm 0 12mm}${SHEET}`,
  a4: `@page{size:A4;margin:14mm 0 12mm}${SHEET}`,
};
