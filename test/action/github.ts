/**
 * A server on this machine that answers like the API of GitHub: comments are kept, pages are cut, and tokens, rate limits and
 * failures are answered as they are there.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  readonly id: number;
  body: string;
}

export interface Refusal {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** Only this token may write; every other may read nothing either. */
export const MAY_WRITE = 'may-write';

export class GitHub {
  comments: Comment[] = [];
  requests: string[] = [];
  /** Answers given instead of the usual one, first come first served. */
  refusals: Refusal[] = [];
  private readonly server = createServer((request, response) => void this.answer(request, response));

  /** Forgets what was asked and said. */
  reset(talk: number): void {
    this.comments = Array.from({ length: talk }, (_, id) => ({ id, body: `talk ${id}` }));
    this.requests = [];
    this.refusals = [];
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.server.close();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The comments of the action. */
  get ours(): Comment[] {
    return this.comments.filter(({ body }) => body.startsWith('<!-- tollbook check -->'));
  }

  get writes(): string[] {
    return this.requests.filter((one) => !one.startsWith('GET'));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const part of request) text += part;
    const { method = '', url = '' } = request;
    this.requests.push(`${method} ${url}`);
    const send = (status: number, value: unknown, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
    const refusal = this.refusals.shift();
    if (refusal) return void send(refusal.status, { message: 'refused' }, refusal.headers);
    if (request.headers.authorization !== `Bearer ${MAY_WRITE}`) return void send(403, { message: 'not accessible' });
    const path = new URL(url, 'http://x');
    if (method === 'GET' && path.pathname === '/repos/acme/app/issues/7/comments') {
      const [page, size] = [Number(path.searchParams.get('page')), Number(path.searchParams.get('per_page'))];
      return void send(200, this.comments.slice((page - 1) * size, page * size));
    }
    if (method === 'POST' && path.pathname === '/repos/acme/app/issues/7/comments') {
      this.comments.push({ id: 1000 + this.comments.length, body: JSON.parse(text).body });
      return void send(201, this.comments.at(-1));
    }
    const id = /^\/repos\/acme\/app\/issues\/comments\/(\d+)$/.exec(path.pathname)?.[1];
    const found = this.comments.find((one) => String(one.id) === id);
    if (method === 'PATCH' && found) {
      found.body = JSON.parse(text).body;
      return void send(200, found);
    }
    send(404, { message: 'not found' });
  }
}
