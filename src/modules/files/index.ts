export { FileStore, type NewUpload, type StoredFile } from './file-store.js';
export { FileMissingError, FileTooLargeError } from './files.errors.js';
export { FilesModule } from './files.module.js';
