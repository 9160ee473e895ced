import { StrictMode, useEffect } from "react";
import { App } from "./app";
import { useLater } from "./parts/later";
import { useApp } from "./stores/app";

/**
 * The page, as it is rendered when the program is built (build/first-markup.ts) and taken over when its scripts run:
 * what could not be used until then can be used now.
 */
function Page() {
  // The effects of the screens, which listen to their fields and to keys, came before these.
  useEffect(() => {
    for (const element of document.querySelectorAll("[data-not-yet]")) {
      const made = element.getAttribute("data-not-yet")?.split(" ") ?? [];
      for (const name of [...made, "data-not-yet"]) element.removeAttribute(name);
    }
  }, []);
  const known = useApp(({ app, trouble }) => app !== null || trouble !== null);
  const whole = useLater();
  // What was pressed before is handed over (early-keys.ts).
  useEffect(() => {
    if (known && whole) document.dispatchEvent(new Event("keys-heard"));
  }, [known, whole]);
  return (
    <StrictMode>
      <App />
    </StrictMode>
  );
}

export const page = <Page />;
