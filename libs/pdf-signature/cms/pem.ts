/** DER as it came, or unpacked from the first PEM block of the label (RFC 7468). */
export function derOf(file: Uint8Array, label: string): Uint8Array {
  if (file[0] === 0x30) return file;
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('latin1');
  const base64 = text.split(`-----BEGIN ${label}-----`)[1]?.split('-----END')[0];
  return base64 === undefined ? file : Buffer.from(base64, 'base64');
}
