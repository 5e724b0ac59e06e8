export { AccountSetup } from './account-setup.js';
