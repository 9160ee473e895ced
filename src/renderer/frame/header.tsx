import { useApp, useKeepsCustomers } from "../stores/app";
import { openOverlay } from "../stores/overlay";
import { useRoute } from "../stores/route";
import { ENVIRONMENT_WORDS } from "./environment-words";
import { FindCustomer, FindPayment } from "./find";

/** The header of every screen: the search, the window's account, the operator and the desk. */
export function Header() {
  const onPayments = useRoute(({ screen }) => screen === "payments");
  const keeps = useKeepsCustomers();
  const app = useApp((state) => state.app);
  return (
    <header className="header">
      {onPayments || !keeps ? <FindPayment /> : <FindCustomer />}
      <div className="header-end">
        {app ? (
          <>
            <button
              type="button"
              className={`pill pill-${app.account.environment} account-button`}
              title="Change the account of this window (Ctrl O)"
              onClick={() => openOverlay("accounts")}
            >
              <span className={`account-dot account-${app.account.colour}`} aria-hidden="true" />
              {app.account.name} · {ENVIRONMENT_WORDS[app.account.environment]}
            </button>
            <span className="header-who cut">
              {app.operator} · {app.desk.toLowerCase()}
            </span>
          </>
        ) : null}
      </div>
    </header>
  );
}

/** The account's colour along the window's upper edge; its pattern tells practice, test and real money apart too. */
export function AccountEdge() {
  const account = useApp(({ app }) => app?.account ?? null);
  if (!account) return null;
  return (
    <div className={`account-edge account-edge-${account.environment} account-${account.colour}`} aria-hidden="true" />
  );
}
