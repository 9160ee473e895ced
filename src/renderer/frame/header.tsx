import { useApp, useKeepsCustomers } from "../stores/app";
import { Pill } from "../parts/pill";
import { useRoute } from "../stores/route";
import { FindCustomer, FindPayment } from "./find";

const KIND_WORDS = { practice: "practice money", test: "no real money", live: "real money" } as const;

/** The header of every screen: the search, the connection in use, the operator and the desk. */
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
            <Pill tone={app.connection.kind}>
              {app.connection.label} · {KIND_WORDS[app.connection.kind]}
            </Pill>
            <span className="header-who cut">
              {app.operator} · {app.desk.toLowerCase()}
            </span>
          </>
        ) : null}
      </div>
    </header>
  );
}
