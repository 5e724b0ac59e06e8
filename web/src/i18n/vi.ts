import { common } from './vi/common';
import { documents } from './vi/documents';
import { incoming } from './vi/incoming';
import { plans } from './vi/plans';
import { reviews } from './vi/reviews';
import { shell } from './vi/shell';
import { signing } from './vi/signing';

export const vi = {
  ...shell,
  ...common,
  ...documents,
  ...incoming,
  ...signing,
  ...plans,
  ...reviews,
};
