import { useCallback, useEffect, useRef, useState } from "react";
import type { Customer, CustomerEvent, KeptCustomer } from "../../../shared/customer";
import { ask, asFailure } from "../../bridge";
import { useCustomerNews } from "../../stores/customer-news";

export interface OpenCustomer {
  /** As the processor has it; null while it is being read, or when it cannot be. */
  readonly customer: Customer | null;
  readonly history: readonly CustomerEvent[];
  readonly trouble: string | null;
  /** What this computer knew, when the processor could not be asked. */
  readonly kept: KeptCustomer | null;
  /** Why the last change was not made, or not wholly. */
  readonly refusal: string | null;
  readonly read: () => void;
  /** Shows the customer as a change left it. */
  readonly show: (after: Customer) => void;
  readonly refuse: (sentence: string | null) => void;
}

/** One customer, read when it opens and shown anew after every change. */
export function useCustomer(id: string): OpenCustomer {
  const [customer, setCustomer] = useState<Customer | null>(null);
  const [history, setHistory] = useState<readonly CustomerEvent[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [kept, setKept] = useState<KeptCustomer | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const read = useCallback(() => {
    setTrouble(null);
    ask("customers.get", { id }).then(setCustomer, (error: unknown) => {
      const failure = asFailure(error);
      setTrouble(failure.sentence);
      // A deleted customer is not shown from memory; one who could not be read is, as this computer last saw them.
      if (failure.code === "not_found") setKept(null);
      else ask("customers.kept", { id }).then(setKept, () => undefined);
    });
  }, [id]);
  useEffect(read, [read]);
  const readHistory = useCallback(() => {
    ask("customers.history", { id }).then(setHistory, () => undefined);
  }, [id]);
  useEffect(readHistory, [readHistory]);

  const show = useCallback(
    (after: Customer): void => {
      setCustomer(after);
      setRefusal(null);
      readHistory();
    },
    [readHistory],
  );
  const news = useCustomerNews((state) => state.customer);
  const heard = useRef(news);
  useEffect(() => {
    // News from before this customer was opened is older than the reading under way.
    if (news === heard.current || news?.id !== id) return;
    heard.current = news;
    show(news);
  }, [news, id, show]);

  return { customer, history, trouble, kept, refusal, read, show, refuse: setRefusal };
}
