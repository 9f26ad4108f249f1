import type { ResultOf } from '@muster/contract/operation';
import type { getPatchCard } from '@muster/contract/patches/patches.operations';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import type { OpenHandler } from '../platform/routes.ts';

type Card = ResultOf<typeof getPatchCard>;

const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * `/card/:token`: what hangs at the door and what a resident's phone opens from it. A page of the server's own without a
 * line of script, because it is opened once, on any phone, by whoever stands at the door; printed it is an A6 (`?size=a4`
 * an A4). Both languages on one page: nobody looks for a switch.
 */
export function registerCardPage(app: FastifyInstance, card: OpenHandler<{ token: string }, Card>, now: () => Date): void {
  app.get<{ Params: { token: string }; Querystring: { size?: string } }>('/card/:token', async (request, reply) => {
    reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex').type('text/html; charset=utf-8');
    const { token } = request.params;
    const open = { address: request.ip, device: '', now: now(), principal: null, setSessionToken: () => {} };
    const found = isToken(token) ? await card.open({ token }, open).catch(missing) : null;
    if (!found)
      return reply
        .code(404)
        .send(
          page(
            'a6',
            '<h1>这张卡已经换了</h1><p>到社区要一张新的。</p><p lang="en">This card was replaced. Ask the community for the new one.</p>',
          ),
        );
    const size = request.query.size === 'a4' ? 'a4' : 'a6';
    return reply.send(page(size, body(found, await codeOf(request, token))));
  });
  // The code alone, for the phone that shows it at a door without network. It says what was asked for and reads nothing.
  app.get<{ Params: { token: string } }>('/card/:token/code.svg', async (request, reply) => {
    const { token } = request.params;
    if (!isToken(token)) return reply.code(404).send();
    return reply
      .header('cache-control', 'private, max-age=86400')
      .type('image/svg+xml')
      .send(await codeOf(request, token));
  });
}

const isToken = (token: string) => /^[A-Za-z0-9_-]{16,40}$/.test(token);

function codeOf({ protocol, host }: FastifyRequest, token: string): Promise<string> {
  return QRCode.toString(`${protocol}://${host}/card/${token}`, { type: 'svg', margin: 0 });
}

/** A card that is not there is a page that says so; anything else is a fault and is answered as one. */
function missing(error: { status?: number }): null {
  if (error.status === 404) return null;
  throw error;
}

function body(card: Card, qr: string): string {
  const rows = card.people
    .map(
      ({ role, name, phone }) =>
        `<tr><th scope="row">${escaped(role)}</th><td>${name ? escaped(name) : '<span class="none">还没安排 <span lang="en">not assigned yet</span></span>'}</td><td>${phone ? `<a href="tel:${escaped(phone)}">${escaped(phone)}</a>` : ''}</td></tr>`,
    )
    .join('');
  const duty = card.dutyPhone
    ? `<p class="duty">值班电话 <span lang="en">Duty phone</span> <a href="tel:${escaped(card.dutyPhone)}">${escaped(card.dutyPhone)}</a></p>`
    : '';
  return `<p class="place">${escaped(card.communityName)}</p><h1>${escaped(card.patchName)}</h1><p>这个片区由他们负责，有事找他们。<span lang="en">They answer for this patch.</span></p><table>${rows}</table>${duty}<figure role="img" aria-label="这张卡的网页 This card as a page">${qr}</figure>`;
}

function page(size: 'a4' | 'a6', content: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>包片联户卡</title><style>
@page{size:${size === 'a4' ? 'A4' : '105mm 148mm'};margin:${size === 'a4' ? '25mm' : '8mm'}}
body{max-width:${size === 'a4' ? '640px' : '420px'};margin:0 auto;padding:20px 16px;background:#fff;color:#1c1f23;font:${size === 'a4' ? '22px/32px' : '17px/26px'} system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1{margin:0 0 4px;font-size:1.6em;line-height:1.3}.place{margin:0;color:#4a5057}[lang=en]{color:#62676c;font-size:.8em}
table{width:100%;margin:12px 0;border-collapse:collapse}th,td{padding:8px 8px 8px 0;border-top:1px solid #c9c5bb;text-align:left;font-weight:400}th{width:7em;color:#4a5057}td:nth-child(2){font-weight:600}.none{color:#62676c;font-weight:400}
a{color:#23478a}.duty{padding:12px 0;border-top:2px solid #1c1f23;font-weight:600}.duty a{font-size:1.3em}figure{width:${size === 'a4' ? '160px' : '110px'};margin:8px 0 0}
</style></head><body><main>${content}</main></body></html>`;
}
