/** SHA-256 of a stored file, 64 hex digits: its address. */
export type Sha256 = string;
export type UploadId = string;
