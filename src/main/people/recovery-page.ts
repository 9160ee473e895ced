import { lockWords as words } from "../../shared/words/lock";
import { text } from "../base/html";

/** The owner's recovery words on paper. SECURITY: the page goes to the printer and nowhere else. */
export function recoveryPage(recovery: string): { html: string; title: string; paper: "letter" } {
  const title = words.recoveryPaper;
  const body = `<h1>${text(title)}</h1><p class="words">${text(recovery)}</p><p>${text(words.recoveryPaperWhy)}</p>`;
  return {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`,
    title,
    paper: "letter",
  };
}

const STYLE = `
@page{margin:20mm}
body{margin:0;background:#fff;color:#111;font-family:Inter,"Helvetica Neue",Helvetica,Arial,sans-serif;font-size:12pt;line-height:1.5}
h1{margin:0 0 8mm;font-size:16pt}
.words{margin:0 0 8mm;padding:6mm;border:0.4mm dashed #111;font-size:20pt;font-weight:600;line-height:1.6}
`;
