import { CONNECTIONS, ConnectionId } from "../../../shared/connection";

/** "PayArc test"; a connection that this build does not know is named as it is written. */
export function connectionWords(id: string): string {
  const known = ConnectionId.safeParse(id);
  return known.success ? CONNECTIONS[known.data].label : id;
}
