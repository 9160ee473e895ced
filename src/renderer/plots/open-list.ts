import type { Opens } from "../../shared/overview";
import { showCustomers } from "../stores/customer-show";
import { findPayment, narrowPayments } from "../stores/find";
import { useApp } from "../stores/app";
import { openTray, useAttempts } from "../stores/attempts";
import { go } from "../stores/route";

/** What opens the list that a figure counts; undefined: no list of this window has it. */
export function opener(opens: Opens | null): (() => void) | undefined {
  if (opens === null) return undefined;
  // A window shows the payments of its own account.
  if (opens.screen === "payments" && opens.account !== useApp.getState().app?.account.id) return undefined;
  return () => openList(opens);
}

function openList(opens: Opens): void {
  switch (opens.screen) {
    case "payments":
      findPayment("");
      narrowPayments(opens.filter);
      go("payments");
      return;
    case "customers":
      showCustomers(opens.show);
      go("customers");
      return;
    case "holds":
      go("holds");
      return;
    case "activity":
      go("activity");
      if (useAttempts.getState().unknown.length > 0) openTray(true);
  }
}
