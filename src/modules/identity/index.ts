export { AccountSetup } from './account-setup.js';
export { IdentityModule } from './identity.module.js';
