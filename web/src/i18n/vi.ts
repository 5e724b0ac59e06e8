import { certificateRegister } from './vi/certificate-register';
import { common } from './vi/common';
import { copies } from './vi/copies';
import { credentials } from './vi/credentials';
import { documents } from './vi/documents';
import { incoming } from './vi/incoming';
import { plans } from './vi/plans';
import { remoteSigning } from './vi/remote-signing';
import { reports } from './vi/reports';
import { reviews } from './vi/reviews';
import { shell } from './vi/shell';
import { signing } from './vi/signing';
import { tasks } from './vi/tasks';
import { verification } from './vi/verification';

export const vi = {
  ...shell,
  ...common,
  ...credentials,
  ...certificateRegister,
  ...copies,
  ...documents,
  ...incoming,
  ...signing,
  ...remoteSigning,
  ...plans,
  ...reports,
  ...tasks,
  ...reviews,
  ...verification,
};
