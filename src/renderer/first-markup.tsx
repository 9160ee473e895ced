import { StrictMode, useEffect, useLayoutEffect } from "react";
import { App } from "./app";
import { useApp } from "./stores/app";

/**
 * The page, as it is rendered when the program is built (build/first-markup.ts) and taken over when its scripts run:
 * what could not be used until then can be used now.
 */
function Page() {
  useLayoutEffect(() => {
    for (const element of document.querySelectorAll("[data-not-yet]"))
      for (const name of ["inert", "data-not-yet"]) element.removeAttribute(name);
  }, []);
  const known = useApp(({ app, trouble }) => app !== null || trouble !== null);
  // The effects of the screens, which listen to keys, came before this one (early-keys.ts).
  useEffect(() => {
    if (known) document.dispatchEvent(new Event("keys-heard"));
  }, [known]);
  return (
    <StrictMode>
      <App />
    </StrictMode>
  );
}

export const page = <Page />;
