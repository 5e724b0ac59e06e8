import { register } from 'node:module';

/** From here on this process can import the project's TypeScript without a build. */
register('./hooks.mjs', import.meta.url);
