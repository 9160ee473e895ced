import { useEffect } from "react";
import type { InputOf } from "../../shared/contract";
import { ask } from "../bridge";

/** What is copied as one: a row of a table, a fact with its label, a line of a list, a paragraph, a heading. */
const LINES = "tr, .fact, [role=option], li, p, h1, h2, h3, h4, blockquote, dd, dt, td, button, label, summary";
const FIELDS = "input:not([type=checkbox], [type=radio], [type=button], [type=file]), textarea";
const LONGEST = 2_000;

/** The menu of the right button and of the menu key: main shows it, the page says what it is for. */
export function useContextMenu(): void {
  useEffect(() => {
    const onContextMenu = (event: MouseEvent): void => {
      event.preventDefault();
      const { target } = event;
      if (!(target instanceof Element)) return;
      // A menu that cannot be shown is missed and no more.
      ask("menu.context", { x: whole(event.clientX), y: whole(event.clientY), ...about(target) }).catch(
        () => undefined,
      );
    };
    document.addEventListener("contextmenu", onContextMenu);
    return () => document.removeEventListener("contextmenu", onContextMenu);
  }, []);
}

function about(target: Element): Pick<InputOf<"menu.context">, "field" | "selected" | "line"> {
  const field = target.closest<HTMLInputElement | HTMLTextAreaElement>(FIELDS);
  if (field) {
    // SECURITY: nothing is copied out of a card's fields, nor out of those that hide what is in them.
    const secret = field.matches("[data-card], .input-masked, [type=password]");
    return {
      field: secret ? "card" : "text",
      selected: !secret && field.selectionStart !== field.selectionEnd,
      line: null,
    };
  }
  // SECURITY: what lies over the card number has no line to copy.
  if (target.closest(".card-box, .shield")) return { field: "none", selected: false, line: null };
  const selected = (window.getSelection()?.toString() ?? "").trim() !== "";
  return { field: "none", selected, line: lineOf(target) };
}

/** What the line shows: its cells and facts apart by tabs, as a spreadsheet takes them. */
function lineOf(target: Element): string | null {
  const line = target.closest<HTMLElement>("tr, .fact, [role=option]") ?? target.closest<HTMLElement>(LINES);
  if (!line || line.querySelector("[data-card]")) return null;
  const cells = [...line.querySelectorAll<HTMLElement>(":scope > td, :scope > th, :scope > dt, :scope > dd")];
  const parts = (cells.length > 0 ? cells : [line]).map(({ innerText }) => innerText.replaceAll(/\s+/gu, " ").trim());
  const text = parts.filter((part) => part !== "").join("\t");
  return text === "" ? null : text.slice(0, LONGEST);
}

function whole(place: number): number {
  return Math.max(0, Math.round(place));
}
