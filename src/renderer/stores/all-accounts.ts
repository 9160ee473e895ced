import { namedById, type Account } from "../../shared/account";
import { useApp } from "./app";

/** Every account whose payments can be read here, this window's first; those that were removed come last. */
export function useAllAccounts(): readonly Account[] {
  const app = useApp((state) => state.app);
  if (!app) return [];
  const others = app.accounts.filter(({ id }) => id !== app.account.id);
  return [app.account, ...others, ...app.removed];
}

/** What people call an account, whether it is still here or not. */
export function accountName(id: string): string {
  const { app } = useApp.getState();
  return [...(app?.accounts ?? []), ...(app?.removed ?? [])].find((one) => one.id === id)?.name ?? namedById(id).name;
}
