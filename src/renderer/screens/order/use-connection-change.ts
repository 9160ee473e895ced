import { useEffect, useRef } from "react";
import { useApp } from "../../stores/app";
import { rereadUnknown } from "../../stores/attempts";
import { forgetCustomers } from "../../stores/parked";

/**
 * Begins a new order when the connection is another.
 * MONEY: customers, cards and payments belong to one connection; none of them may be taken along to another.
 */
export function useConnectionChange(newOrder: () => void): void {
  const connection = useApp(({ app }) => app?.connection.id ?? null);
  const last = useRef(connection);
  useEffect(() => {
    const before = last.current;
    last.current = connection;
    if (before === null || connection === null || before === connection) return;
    forgetCustomers();
    rereadUnknown();
    newOrder();
    // oxlint-disable-next-line react/exhaustive-deps -- on the change of connection only
  }, [connection]);
}
