export { OrganisationModule } from './organisation.module.js';
export { OrganisationDirectory } from './organisation-directory.js';
export { OrganisationSetup } from './organisation-setup.js';
export type {
  GroupData,
  MandateData,
  OrganisationData,
  PersonData,
  PostData,
  SuccessionData,
  UnitData,
} from './organisation-data.js';
export type {
  AbsenceView,
  AgencyView,
  GroupMemberView,
  GroupView,
  HeaderLines,
  MandateView,
  PostView,
  SignerView,
  SuccessionView,
  UnitView,
} from './organisation.views.js';
