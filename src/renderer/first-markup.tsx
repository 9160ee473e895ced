import { StrictMode, useLayoutEffect } from "react";
import { App } from "./app";

/**
 * The page, as it is rendered when the program is built (build/first-markup.ts) and taken over when its scripts run:
 * what could not be used until then can be used now.
 */
function Page() {
  useLayoutEffect(() => {
    for (const element of document.querySelectorAll("[data-not-yet]"))
      for (const name of ["inert", "data-not-yet"]) element.removeAttribute(name);
  }, []);
  return (
    <StrictMode>
      <App />
    </StrictMode>
  );
}

export const page = <Page />;
