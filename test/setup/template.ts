export const TEMPLATE = 'trien_template';
