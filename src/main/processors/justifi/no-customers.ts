import type { Customer } from "../../../shared/customer";
import { Failure } from "../../../shared/failure";
import type { CardToken, Page } from "../processor";

/**
 * The part of the port that JustiFi does not offer: its customers are gone, and groups of methods have no names (fact
 * sheet 7).
 */
export class NoCustomers {
  listCustomers(): Promise<Page<Customer>> {
    return notOffered("has no customers.");
  }
  getCustomer(): Promise<Customer> {
    return notOffered("has no customers.");
  }
  createCustomer(): Promise<Customer> {
    return notOffered("has no customers.");
  }
  updateCustomer(): Promise<Customer> {
    return notOffered("has no customers.");
  }
  deleteCustomer(): Promise<void> {
    return notOffered("has no customers.");
  }
  createToken(): Promise<CardToken> {
    return notOffered("keeps no cards on file.");
  }
  attachCard(): Promise<Customer> {
    return notOffered("keeps no cards on file.");
  }
  setDefaultCard(): Promise<Customer> {
    return notOffered("keeps no cards on file.");
  }
  deleteCard(): Promise<void> {
    return notOffered("keeps no cards on file.");
  }
}

function notOffered(words: string): Promise<never> {
  return Promise.reject(new Failure("unsupported", `JustiFi ${words}`));
}
