import { certificateRegister } from './en/certificate-register';
import { common } from './en/common';
import { copies } from './en/copies';
import { credentials } from './en/credentials';
import { documents } from './en/documents';
import { incoming } from './en/incoming';
import { plans } from './en/plans';
import { remoteSigning } from './en/remote-signing';
import { reports } from './en/reports';
import { reviews } from './en/reviews';
import { shell } from './en/shell';
import { signing } from './en/signing';
import { tasks } from './en/tasks';
import { verification } from './en/verification';
import type { vi } from './vi';

export const en: Readonly<Record<keyof typeof vi, string>> = {
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
