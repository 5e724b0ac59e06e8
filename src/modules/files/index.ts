export { FileStore, type NewUpload, type StoredFile } from './file-store.js';
export { FileTooLargeError } from './files.errors.js';
export { type UploadFinding, UploadChecks } from './upload-checks.js';
export { FilesModule } from './files.module.js';
