import { useEffect } from "react";
import { createPortal } from "react-dom";
import type { TextField } from "./field-value";

const ID = "caught-note";
/** Long enough to be read; whoever types in the field again has seen it. */
const STAYS_MS = 15_000;

/** A sentence beside a field, whatever field it is: below it, where its own errors stand, and read out with it. */
export function CaughtNote(props: { readonly field: TextField; readonly said: string; readonly onGone: () => void }) {
  const { field, said, onGone } = props;
  useEffect(() => {
    const before = field.getAttribute("aria-describedby");
    field.setAttribute("aria-describedby", before === null ? ID : `${before} ${ID}`);
    // The field may be the last that is in sight.
    document.getElementById(ID)?.scrollIntoView({ block: "nearest" });
    const timer = setTimeout(onGone, STAYS_MS);
    return () => {
      clearTimeout(timer);
      if (before === null) field.removeAttribute("aria-describedby");
      else field.setAttribute("aria-describedby", before);
    };
  }, [field, onGone]);
  const place = field.closest(".field");
  return createPortal(
    <p id={ID} role="alert" className={place ? "field-error" : "field-error field-error-below"}>
      {said}
    </p>,
    place ?? field.parentElement ?? document.body,
  );
}
