import type { CounterfoilBridge } from "../shared/contract";

declare global {
  interface Window {
    /** Put there by the preload; only bridge.ts touches it. */
    readonly counterfoil?: CounterfoilBridge;
  }
}
