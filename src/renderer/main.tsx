import "@fontsource-variable/inter/index.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/buttons.css";
import "./styles/fields.css";
import "./styles/choices.css";
import "./styles/marks.css";
import "./styles/search.css";
import "./styles/stub.css";
import "./styles/dialogs.css";
import "./styles/states.css";
import "./styles/tables.css";
import "./styles/sheets.css";
import "./styles/frame.css";
import "./styles/grid.css";
import "./styles/forced.css";
import { createRoot, hydrateRoot } from "react-dom/client";
import { page } from "./first-markup";
import { readLater } from "./parts/later";
import { startKeyboardLayout } from "./parts/keyboard-layout";
import { startApp } from "./stores/app";
import { startAttempts } from "./stores/attempts";
import { startDesks } from "./stores/desks";
import { startDirectory } from "./stores/directory";
import { startHistory } from "./stores/history";
import { startLock } from "./stores/lock";
import { startMenu } from "./stores/overlay";
import { startNumbersAbroad } from "./stores/numbers-abroad";
import { startRoute } from "./stores/route";
import { setTheme } from "./stores/theme";

setTheme("system");
startKeyboardLayout();
startApp();
startAttempts();
startDesks();
startDirectory();
startHistory();
startLock();
startMenu();
startNumbersAbroad();
startRoute();

const whole = readLater();
// What stands in the root already was rendered when the program was built; what is typed into it stays, and what else is
// pressed waits for the whole (early-keys.ts). Where nothing stands there keys do not wait.
const root = document.getElementById("root");
if (root?.hasChildNodes()) hydrateRoot(root, page);
else if (root) void whole.then(() => createRoot(root).render(page));
