export { OrganisationModule } from './organisation.module.js';
export { OrganisationDirectory } from './organisation-directory.js';
export { UnitEndedError, UnknownOrganisationCodeError } from './organisation.errors.js';
export type {
  AbsenceView,
  AgencyView,
  GroupMemberView,
  GroupView,
  HeaderLines,
  MandateView,
  PostView,
  SignerView,
  SigningCapacity,
  SuccessionView,
  UnitView,
} from './organisation.views.js';
