import { create } from "zustand";
import type { Customer } from "../../shared/customer";

/** A customer who was changed from elsewhere than its own stub (by Undo): the stub and the list show it as it is now. */
export const useCustomerNews = create<{ readonly customer: Customer | null }>(() => ({ customer: null }));
