/** The sign-in of one person, whatever posts he holds. */
export type AccountId = string;
