import { createElement, useMemo, type ReactNode } from "react";
import { readPaper, type Piece } from "./paper-tree";
import "./paper.css";

/** Shows a written page (a receipt) as it will print, drawn piece by piece; its class names become `paper-NAME`. */
export function Paper({ html }: { readonly html: string }) {
  const pieces = useMemo(() => readPaper(html), [html]);
  return <div className="paper">{pieces.map(draw)}</div>;
}

/**
 * Inside this page the receipt is no page of its own: its landmarks are boxes, its title is a heading of the dialog.
 */
const INSTEAD: Readonly<Record<string, string>> = {
  main: "div",
  header: "div",
  footer: "div",
  section: "div",
  article: "div",
  h1: "h3",
  h2: "h3",
};
const TABLE_PARTS = new Set(["table", "thead", "tbody", "tr"]);

function draw(piece: Piece, at: number): ReactNode {
  if (typeof piece === "string") return piece;
  const props = { key: at, className: piece.classes.map((word) => `paper-${word}`).join(" ") || undefined };
  if (piece.src !== undefined) return createElement("img", { ...props, alt: "", src: piece.src });
  // White space between the parts of a table is no child that React allows there.
  const children = TABLE_PARTS.has(piece.name)
    ? piece.children.filter((child) => typeof child !== "string" || child.trim() !== "")
    : piece.children;
  return piece.name === "br" || piece.name === "hr"
    ? createElement(piece.name, props)
    : createElement(INSTEAD[piece.name] ?? piece.name, props, ...children.map(draw));
}
