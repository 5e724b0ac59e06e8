/**
 * What an update did that cannot be, or may not have been, harmless. Stable codes; each says which
 * part of the document was touched, so that a reader of a report can look there.
 */
export type ModificationCode =
  | 'update-malformed'
  | 'object-ambiguous'
  | 'object-replaced'
  | 'missing-object-supplied'
  | 'hidden-object-shown'
  | 'trailer-changed'
  | 'catalog-changed'
  | 'metadata-changed'
  | 'evidence-malformed'
  | 'evidence-removed'
  | 'page-tree-changed'
  | 'page-changed'
  | 'content-covered'
  | 'signature-covers-content'
  | 'annotation-added'
  | 'annotation-changed'
  | 'active-content-added'
  | 'form-changed'
  | 'field-added'
  | 'field-changed'
  | 'field-removed'
  | 'signature-field-redrawn'
  | 'signed-field-changed'
  | 'appearance-differs'
  | 'appearance-unreadable';
