import type { ReactNode } from "react";

/** A key, shown where it works. Not read aloud: the name of the button says what it does. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="kbd" aria-hidden="true">
      {children}
    </kbd>
  );
}
