import { create } from "zustand";
import type { CustomerShow } from "../../shared/customer";

/** Which customers the list of them shows; all again whenever the screen is left. */
export const useCustomerShow = create<{ readonly show: CustomerShow }>(() => ({ show: "all" }));

/** Which customers the list shows from now on. */
export function showCustomers(show: CustomerShow): void {
  useCustomerShow.setState({ show });
}
