import { z } from "zod";

// SECURITY: no eval in the renderer (CSP script-src 'self'), so zod must not try to compile its parsers.
z.config({ jitless: true });
