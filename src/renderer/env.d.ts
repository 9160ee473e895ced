import type { CounterfoilBridge } from "../shared/contract";

declare global {
  interface Window {
    /** The bridge to main, put there by the preload; only bridge.ts touches it. */
    readonly counterfoil?: CounterfoilBridge;
  }
}
