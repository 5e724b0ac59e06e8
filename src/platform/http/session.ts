import 'fastify';

declare module 'fastify' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- merges into Fastify's own interface
  interface Session {
    accountId?: string;
    /** The post in which the person acts now. */
    postId?: string;
  }
}
