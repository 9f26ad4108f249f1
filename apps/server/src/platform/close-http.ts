import type { FastifyInstance } from 'fastify';

/**
 * Closes a server as soon as its last answer is out. Fastify closes what is idle at the moment of closing; a connection whose request
 * was under way then would stay open for the whole keep-alive (65 s) after its answer, and hold the stop.
 */
export async function closeHttp(http: FastifyInstance): Promise<void> {
  const timer = setInterval(() => http.server.closeIdleConnections(), 50);
  try {
    await http.close();
  } finally {
    clearInterval(timer);
  }
}
