import type { IncomingHttpHeaders } from 'node:http';
import type { Problem } from './problem.js';

/** Whether a person followed a link (a file to save, a sheet to print); programs ask for JSON. */
export function isForReader(method: string, { accept }: IncomingHttpHeaders): boolean {
  return method === 'GET' && accept?.includes('text/html') === true;
}

/** The refusal as a page of its own: who clicked a link would else see a line of JSON. */
export function problemPage({ detail, detailEn, errors }: Problem): string {
  const fields = (errors ?? []).map(
    ({ pointer, message }) => `<li>${escaped(pointer.slice(1))}: ${escaped(message)}</li>`,
  );
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Chưa thực hiện được</title>
<style>
body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif; color: #1f1d1a; background: #f4f2ee; }
p[lang] { color: #5f5b55; }
a { color: #1f4e9e; }
</style>
</head>
<body>
<main>
<h1>Chưa thực hiện được</h1>
<p>${escaped(detail)}</p>
${fields.length > 0 ? `<ul>${fields.join('')}</ul>` : ''}
<p lang="en">${escaped(detailEn)}</p>
<p><a href="/">Về trang chủ</a></p>
</main>
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}
