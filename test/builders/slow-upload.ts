import { request } from 'node:http';

export type SlowUpload = {
  /** The body of the answer, which may come while the file is still being sent. */
  readonly answer: Promise<string>;
  readonly end: () => void;
};

/** Begins to send a file and does not go on. `from` is an address of this machine. */
export function startUpload(
  url: string,
  field = 'uploadfile',
  from = '127.0.0.1',
  isWhole = false,
): SlowUpload {
  const sent = request(url, {
    method: 'POST',
    localAddress: from,
    headers: {
      'Content-Type': 'multipart/form-data; boundary=x',
      ...(isWhole ? {} : { 'Content-Length': '1000000' }),
    },
  });
  const answer = new Promise<string>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve(text);
      });
    });
  });
  // Whoever cuts it off does not wait for an answer.
  answer.catch(() => undefined);
  sent.write(
    `--x\r\nContent-Disposition: form-data; name="${field}"; filename="a.pdf"\r\n` +
      'Content-Type: application/pdf\r\n\r\n%PDF-1.7\n',
  );
  if (isWhole) sent.end('\r\n--x--\r\n');
  return { answer, end: () => sent.destroy() };
}
