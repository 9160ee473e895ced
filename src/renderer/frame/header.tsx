import { desksScreenWords } from "../../shared/words/desks-screen";
import { headerWords } from "../../shared/words/header";
import { lockWords } from "../../shared/words/lock";
import { Button } from "../parts/button";
import { useNow } from "../parts/use-now";
import { timeWords } from "../payment/words";
import { useApp, useKeepsCustomers } from "../stores/app";
import { lockNow } from "../stores/lock";
import { openOverlay } from "../stores/overlay";
import { hrefOf, useRoute } from "../stores/route";
import { keyHint } from "../stores/shortcuts";
import { FindCustomer, FindPayment } from "./find";

/** The header of every screen: the search, the window's account and whether it answers, the operator and the desk. */
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
              title={headerWords.accountHint}
              onClick={() => openOverlay("accounts")}
            >
              <span className={`account-dot account-${app.account.colour}`} aria-hidden="true" />
              <span className="cut">{app.account.name}</span>
              <span className="account-moves">{` · ${headerWords.moves[app.account.environment]}`}</span>
            </button>
            {app.trouble !== null && app.troubleSince !== null ? (
              <Away since={app.troubleSince} why={app.trouble} />
            ) : (
              <span className="header-who cut">
                {headerWords.who({ operator: app.operator, desk: app.desk.toLowerCase() })}
              </span>
            )}
            {app.desks.seen === "not_seen" ? (
              <a className="pill pill-warn" href={hrefOf("settings", "desks")} title={app.desks.sentence ?? ""}>
                {desksScreenWords.notSeen}
              </a>
            ) : null}
            <Button
              kind="quiet"
              size="small"
              className="header-lock"
              label={lockWords.lock}
              keyHint={keyHint("everywhere", "lock")}
              onPress={lockNow}
            >
              {lockWords.lock}
            </Button>
          </>
        ) : null}
      </div>
    </header>
  );
}

/** The processor does not answer: since when. Why, and what still works, is the notice below. */
function Away({ since, why }: { readonly since: number; readonly why: string }) {
  const now = useNow(60_000);
  return (
    <span className="pill pill-warn" title={why}>
      {headerWords.away({ since: timeWords(since, now) })}
    </span>
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
